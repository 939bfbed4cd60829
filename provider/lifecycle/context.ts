import type { Connected } from "../api/client";
import type { ObjectsApi } from "../api/objects";
import type { ClientEnvironment } from "../api/options";
import type { RetryPolicy } from "../api/retry-rules";
import type { Definition } from "../core/definition";
import { Collections } from "./collections";
import { Locks } from "./locks";
import { Ownership } from "./ownership";

/** What the lifecycle works with, for one site and one run. */
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

export const createContext = (
  { api, options, environment }: Connected,
  log: (message: string) => void,
  { ownership = new Ownership(), kinds = [] }: Partial<Pick<Context, "ownership" | "kinds">> = {},
): Context => {
  const said = new Set<string>();
  return {
    api,
    collections: new Collections(api),
    ownership,
    kinds,
    locks: new Locks(),
    environment,
    retryPolicy: options.retryPolicy,
    timeout: options.timeout,
    lookUpTime: options.lookUpTime,
    log(message) {
      if (!said.has(message)) log(message);
      said.add(message);
    },
  };
};
