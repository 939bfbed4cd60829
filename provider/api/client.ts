import { setTimeout as sleep } from "node:timers/promises";
import type { Definition, Properties } from "../core/definition";
import { definitions } from "../definitions";
import type { Client } from "../generated/client";
import { type ObjectsApi, objectsApi } from "./objects";
import { type CheckedOptions, type ClientEnvironment, type ClientOptions, checkOptions } from "./options";
import { createSender } from "./sender";

/**
 * A typed client of the Comm100 Live Chat API v3, with a pool of kept connections.
 * Call `close` when done with it.
 *
 * @throws Comm100Error for options that can't be right; no request is made before the first call
 */
export function createClient(options: ClientOptions): Client {
  const { api, close } = connect(options);
  const endpoints = definitions.map((definition) => [
    definition.endpointName,
    endpointsOf[definition.kind](definition, api),
  ]);
  return { ...Object.fromEntries(endpoints), close } as Client;
}

export interface Connected {
  api: ObjectsApi;
  /** The options with their defaults. */
  options: CheckedOptions;
  environment: ClientEnvironment;
  close(): Promise<void>;
}

/** The same operations for any definition: what the lifecycle uses. */
export function connect(given: ClientOptions): Connected {
  const environment: ClientEnvironment = { ...realEnvironment, ...given.environment };
  const options = checkOptions(given);
  const sender = createSender(options, environment);
  return { api: objectsApi(sender), options, environment, close: () => sender.close() };
}

export const realEnvironment: ClientEnvironment = {
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

type Arguments = readonly unknown[];

/** `(campaignId, id, body)` in the order of the path. */
function split(definition: Definition, given: Arguments) {
  const count = definition.parameters.length;
  const parents = Object.fromEntries(definition.parameters.map((name, index) => [name, given[index]]));
  return { parents, rest: given.slice(count) };
}

const endpointsOf: Readonly<Record<Definition["kind"], (definition: Definition, api: ObjectsApi) => object>> =
  {
    collection: (definition, api) => ({
      list: async (...given: Arguments) => api.list(definition, split(definition, given).parents),
      get: async (...given: Arguments) => {
        const { parents, rest } = split(definition, given);
        return api.get(definition, parents, String(rest[0]));
      },
      create: async (...given: Arguments) => {
        const { parents, rest } = split(definition, given);
        return api.create(definition, parents, rest[0] as Properties);
      },
      update: async (...given: Arguments) => {
        const { parents, rest } = split(definition, given);
        return api.update(definition, parents, rest[1] as Properties, String(rest[0]));
      },
      delete: async (...given: Arguments) => {
        const { parents, rest } = split(definition, given);
        return api.delete(definition, parents, String(rest[0]));
      },
    }),
    singleton: (definition, api) => ({
      get: async (...given: Arguments) => api.get(definition, split(definition, given).parents),
      update: async (...given: Arguments) => {
        const { parents, rest } = split(definition, given);
        return api.update(definition, parents, rest[0] as Properties);
      },
    }),
  };
