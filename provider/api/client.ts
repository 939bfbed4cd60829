import { setTimeout as sleep } from "node:timers/promises";
import { type Call, createCall } from "./call";
import { type CheckedOptions, checkOptions } from "./checked-options";
import { type ObjectsApi, objectsApi } from "./objects";
import type { ClientEnvironment, ClientOptions } from "./options";
import { createSender } from "./sender";

export interface Connected {
  call: Call;
  api: ObjectsApi;
  /** The options with their defaults. */
  options: CheckedOptions;
  environment: ClientEnvironment;
  close(): Promise<void>;
}

/**
 * The same operations for any definition: what the lifecycle uses.
 *
 * @param endsRun whether nothing more is sent after an answer that every further request would get, too
 */
export function connect(clientOptions: ClientOptions, { endsRun = true } = {}): Connected {
  const environment: ClientEnvironment = { ...realEnvironment, ...clientOptions.environment };
  const options = checkOptions(clientOptions);
  const sender = createSender(options, environment, endsRun);
  const call = createCall(sender, options.dialect);
  return { call, api: objectsApi(call), options, environment, close: () => sender.close() };
}

export const realEnvironment: ClientEnvironment = {
  now: () => performance.now(),
  random: Math.random,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};
