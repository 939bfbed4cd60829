import type { Connected } from "../api/client";
import { Collections } from "./collections";
import { Locks } from "./locks";
import type { Context } from "./managed";
import { Ownership } from "./ownership";

/** What the lifecycle works with, for one site and one run. */
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
