import type { Definition, Properties } from "../core/definition";
import { observed } from "../core/observed";

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
