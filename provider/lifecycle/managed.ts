import type { ObjectsApi } from "../api/objects";
import type { ClientEnvironment } from "../api/options";
import type { RetryPolicy } from "../api/retry-rules";
import type { Definition, Properties } from "../core/definition";
import { observed } from "../core/observed";
import type { Collections } from "./collections";
import type { Locks } from "./locks";
import type { Ownership } from "./ownership";

/** What the lifecycle works with; one for each provider process. */
export interface Context {
  api: ObjectsApi;
  collections: Collections;
  ownership: Ownership;
  /** All kinds of objects that there are. */
  kinds: readonly Definition[];
  locks: Locks;
  environment: ClientEnvironment;
  retryPolicy: RetryPolicy;
  /** Time limit of a request, in milliseconds. */
  timeout: number;
  /** How long a creation in doubt is looked for, in milliseconds. */
  lookUpTime: number;
  /** Tells the user something that isn't an error; the same text once in a run. */
  log(message: string): void;
}

/** The part of it that finds what is there. */
export type Reading = Pick<Context, "api" | "collections"> & Partial<Pick<Context, "log">>;

/** An object under management, as it is kept in the state. */
export interface Managed {
  id: string;
  /** What the program declares: parents, fields and options. */
  inputs: Properties;
  /** What only the service sets. */
  readOnly: Properties;
  /** What the declared fields were before, of an object that can't be deleted; one that had no value is missing. */
  earlier?: Properties | undefined;
  /** Not all that was declared could be done: the next update does all of it, not only what has changed. */
  isUnfinished?: true;
}

/** A live object that has what tells a resource's object from the others. */
export interface Match {
  id: string;
  live: Properties;
  /** A delete would put back what the declared fields were before. */
  isGivenBack: boolean;
}

/** What depends on how the API keeps an object. */
export interface Strategy {
  /** The live objects with the parents and the natural key of the inputs. */
  match(reading: Reading, definition: Definition, inputs: Properties): Promise<Match[]>;
  create(context: Context, definition: Definition, inputs: Properties): Promise<Managed>;
  /** The live object; undefined when it is gone. */
  find(context: Context, definition: Definition, managed: Managed): Promise<Properties | undefined>;
  /** @param onlyChanges writes what differs from the old inputs, else all that is declared */
  update(
    context: Context,
    definition: Definition,
    old: Managed,
    inputs: Properties,
    onlyChanges: boolean,
  ): Promise<Managed>;
  delete(context: Context, definition: Definition, managed: Managed): Promise<void>;
}

/** The declared fields of the API object: inputs without parents and options. */
export function declaredFields(definition: Definition, inputs: Properties): Properties {
  return pick(inputs, (name) => Object.hasOwn(definition.fields, name));
}

/** The inputs with the live values of what is declared, in the declared spelling where they mean the same. */
export function liveInputs(definition: Definition, inputs: Properties, live: Properties): Properties {
  const others = Object.entries(inputs).filter(([name]) => !Object.hasOwn(definition.fields, name));
  return {
    ...Object.fromEntries(others),
    ...observed(definition.fields, declaredFields(definition, inputs), live),
  };
}

/** The values of the fields that only the service sets. */
export function readOnlyFields(definition: Definition, live: Properties): Properties {
  return pick(live, (name) => Object.hasOwn(definition.readOnly, name));
}

/** The properties of those names that have a value. */
export function pick(properties: Properties, wanted: (name: string) => boolean): Properties {
  const entries = Object.entries(properties).filter(
    ([name, value]) => value !== undefined && value !== null && wanted(name),
  );
  return Object.fromEntries(entries);
}
