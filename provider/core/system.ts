import type { Lookup } from "./lookup";
import type { Operation } from "./operation";

/** Endpoints that belong together and aren't those of an object that can be declared. */
export interface System {
  /** What the client's property is called. */
  endpointName: string;
  description: string;
  operations: Readonly<Record<string, Operation>>;
  /** What the program's function for `get` is called behind the word get; for what can't be listed. */
  function?: string;
  /** How one of those that `list` gives is found by what people call it. */
  lookup?: Omit<Lookup, "list">;
}
