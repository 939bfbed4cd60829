import type { Permissions } from "./definition";
import type { Operation } from "./operation";

/** Endpoints that belong together and aren't those of an object that can be declared. */
export interface System {
  /** What the client's property is called. */
  endpointName: string;
  description: string;
  operations: Readonly<Record<string, Operation>>;
  /** As `permissions` of a definition. */
  permissions?: Permissions;
  /** For objects that can't be listed: the program's function for the operation `get` is called `get` and this. */
  function?: string;
  /** How one of the listed objects is found by what people call it. */
  lookup?: Findable;
}

/** What people call one of many. */
export interface Findable {
  /** The API's term for one of the objects: the function that finds one is called `get` and this. */
  name: string;
  /** The arguments that tell one from the others, each with the path of the field that has to be equal. */
  by: Readonly<Record<string, string>>;
}
