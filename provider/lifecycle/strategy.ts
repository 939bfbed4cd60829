import type { Definition, Properties } from "../core/definition";
import type { Context, Reading } from "./context";
import type { Managed } from "./managed";

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
