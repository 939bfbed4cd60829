import type { Permissions } from "./definition";
import type { Operation } from "./operation";

/** Endpoints that belong together and aren't those of an object that can be declared. */
export interface System {
  /** What the client's property is called. */
  endpointName: string;
  description: string;
  operations: Readonly<Record<string, Operation>>;
  /** As of a definition. */
  permissions?: Permissions;
  /** What the program's function for `get` is called behind the word get; for what can't be listed. */
  function?: string;
  /** How one of those that `list` gives is found by what people call it. */
  lookup?: Findable;
}

/** What people call one of many. */
export interface Findable {
  /** The API's term for one of the objects: the function that finds one is called `get` and this. */
  name: string;
  /** The arguments that tell one from the others, each with the path of the field that has to be equal. */
  by: Readonly<Record<string, string>>;
}
