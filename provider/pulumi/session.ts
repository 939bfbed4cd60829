import { connect, realEnvironment } from "../api/client";
import { checkOptions } from "../api/options";
import type { Definition } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { Collections } from "../lifecycle/collections";
import { Locks } from "../lifecycle/locks";
import type { Context } from "../lifecycle/managed";
import { Ownership } from "../lifecycle/ownership";
import { resolveSettings } from "./settings";

/** What one provider process knows between its calls. */
export interface Session {
  /** What is wrong with the configuration; undefined when nothing is. */
  problem(): string | undefined;
  /** @throws Comm100Error when something is wrong with the configuration */
  context(): Context;
  noteManaged(definition: Definition, id: string): void;
}

/**
 * @param configured reads the configuration by its full name, such as `comm100:baseUrl`
 */
export function startSession(
  configured: (name: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Session {
  const ownership = new Ownership();
  const opened = attempt(() => open(configured, environment, ownership));
  return {
    problem: () => ("error" in opened ? opened.error.message : undefined),
    context: () => {
      if ("error" in opened) throw opened.error;
      return opened.value;
    },
    noteManaged: (definition, id) => ownership.noteManaged(definition, id),
  };
}

function open(
  configured: (name: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  ownership: Ownership,
): Context {
  const options = resolveSettings({
    configured: (setting) => configured(`comm100:${setting}`),
    environment,
    providerName: configured("comm100:providerName"),
  });
  const { timeout, retryPolicy } = checkOptions(options);
  const { api } = connect(options);
  return {
    api,
    collections: new Collections(api),
    ownership,
    locks: new Locks(),
    environment: realEnvironment,
    retryPolicy,
    timeout,
    // The host passes what the process prints on to the user.
    log: (message) => console.log(`comm100: ${message}`),
  };
}

function attempt<Value>(task: () => Value): { value: Value } | { error: Comm100Error } {
  try {
    return { value: task() };
  } catch (error) {
    if (error instanceof Comm100Error) return { error };
    throw error;
  }
}
