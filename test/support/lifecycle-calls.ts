import { connect, realEnvironment } from "../../provider/api/client";
import type { Definition, Properties } from "../../provider/core/definition";
import type { Context } from "../../provider/lifecycle/context";
import { createContext } from "../../provider/lifecycle/context";
import { create } from "../../provider/lifecycle/lifecycle";
import { credentials, type TestEmulator } from "./emulator";
import { newParentsOf } from "./parents";

/** The lifecycle of one run against an emulator, with a time limit and pauses that tests can wait for. */
export interface Run {
  readonly context: Context;
  /** What the user would be told. */
  readonly told: string[];
  close(): Promise<void>;
}

/**
 * @param timeoutSeconds of one request. Default 5.
 * @param lookUpSeconds how long a creation in doubt is looked for. Default: one look.
 */
export function openRun({ url }: { url: string }, { timeoutSeconds = 5, lookUpSeconds = 0.01 } = {}): Run {
  const connected = connect({
    baseUrl: url,
    credentials,
    timeoutSeconds,
    lookUpSeconds,
    environment: { ...realEnvironment, random: () => 0.001 },
  });
  const told: string[] = [];
  return { context: createContext(connected, (message) => told.push(message)), told, close: connected.close };
}

/** What the path of an object needs, made in a run. */
export const parentsOf = (context: Context, definition: Definition): Promise<Properties> =>
  newParentsOf(definition, (parent, declared) => create(context, parent, declared), "7");

/** Where an object is, or the collection that it is in. Below /api/v3/livechat. */
export const addressIn = (path: string, inputs: Properties) =>
  path.replace("/livechat", "").replace(/\{(\w+)\}/g, (_found, name: string) => String(inputs[name]));

/** The members of the collection, or nothing once its campaign is gone. */
export const membersOf = (emulator: TestEmulator, { path }: Definition, inputs: Properties) =>
  emulator.call<Properties[]>("GET", addressIn(path, inputs));
