import type { AsyncLocalStorage } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";

/** Whether an engine carries out what the program declares. Under `setMocks`, and in tests without it, there is none. */
export const hasEngine = () => pulumi.runtime.getEngine() !== undefined;

/**
 * Whether the process may have other runs than this one, as one that gives programs to the Automation API as
 * functions. The SDK keeps the state of such a run apart in a storage that all its copies in a process share.
 */
export const sharesProcess = () =>
  (globalThis as { asyncLocalStorage?: AsyncLocalStorage<unknown> }).asyncLocalStorage?.getStore() !==
  undefined;
