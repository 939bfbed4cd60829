import type { Operation } from "./operation";

/** Endpoints that belong together and aren't those of an object that can be declared. */
export interface System {
  /** What the client's property is called. */
  endpointName: string;
  description: string;
  operations: Readonly<Record<string, Operation>>;
}
