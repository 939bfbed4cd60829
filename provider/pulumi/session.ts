import type { ClientOptions } from "../api/options";
import { resolveSettings, type SettingsSource, stackSettings } from "../api/settings";
import { Comm100Error } from "../core/errors";
import { definitions } from "../definitions";
import type { Context } from "../lifecycle/context";
import { createContext } from "../lifecycle/context";
import { Ownership } from "../lifecycle/ownership";
import { createForecast } from "./forecast";
import type { IdCheck } from "./ids-on-site";
import { type Standing, standingOf } from "./site-of-state";
import { tell } from "./tell";

/** What one provider process knows between its calls. */
export interface Session {
  /** What is wrong with the configuration; undefined when nothing is. */
  problem(): string | undefined;
  /** Rejects with a `Comm100Error` when something is wrong with the configuration. */
  context(): Promise<Context>;
  /** What is known of it before the first call is kept here, too. */
  readonly ownership: Ownership;
  /** The origin of the configured site; undefined when that isn't known. */
  site(): string | undefined;
  /** Throws a `WrongSiteError` for what the state has noted of another site, the same one each time. */
  standingOf(site: unknown): Standing;
  /** Whether a preview reads the site. */
  previewChecks(): boolean;
  /** The ids among a resource's inputs that the site has no object for. */
  missingIds: IdCheck;
  /** The engine has planned a change that takes so many requests. */
  expect(requests: number): void;
  /** Requests under way end as they would have. */
  close(): Promise<void>;
}

/**
 * @param configured reads the configuration by its full name, such as `comm100:baseUrl`
 */
export function startSession(
  configured: (name: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Session {
  const ownership = new Ownership();
  const source: SettingsSource = {
    configured: (setting) => configured(`comm100:${setting}`),
    environment,
    providerName: configured("comm100:providerName"),
  };
  const resolved = attempt(() => ({ ...resolveSettings(source), ...stackSettings(source) }));
  let wrongSite: { error: Comm100Error } | undefined;
  const forecast = createForecast(
    "value" in resolved ? resolved.value.maxRequestsPerMinute : undefined,
    tell,
  );
  let opened: Promise<Opened> | undefined;
  return {
    problem: () => ("error" in resolved ? resolved.error.message : undefined),
    async context() {
      if ("error" in resolved) throw resolved.error;
      opened ??= open(resolved.value, ownership);
      return (await opened).context;
    },
    ownership,
    site: () => ("value" in resolved ? resolved.value.site : undefined),
    standingOf(site) {
      if ("error" in resolved) return "here";
      const standing = attempt(() => standingOf(site, resolved.value));
      if ("value" in standing) return standing.value;
      wrongSite ??= standing;
      throw wrongSite.error;
    },
    previewChecks: () => "value" in resolved && resolved.value.previewChecks,
    async missingIds(definition, inputs) {
      if ("error" in resolved) throw resolved.error;
      opened ??= open(resolved.value, ownership);
      return (await opened).missingIds(definition, inputs);
    },
    expect: (requests) => forecast.expect(requests),
    async close() {
      await (await opened)?.close();
    },
  };
}

interface Opened {
  context: Context;
  missingIds: IdCheck;
  close(): Promise<void>;
}

/** Loads the HTTP client only now: a preview makes no call and needn't wait for it. */
async function open(settings: ClientOptions, ownership: Ownership): Promise<Opened> {
  const { connect } = await import("../api/client.js");
  const connected = connect({ ...settings, onNotice: tell });
  let idCheck: IdCheck | undefined;
  const context = createContext(connected, tell, { ownership, kinds: definitions });
  const missingIds: IdCheck = async (...args) => {
    const { createIdCheck } = await import("./ids-on-site.js");
    idCheck ??= createIdCheck(context, connected.call);
    return idCheck(...args);
  };
  return { context, missingIds, close: connected.close };
}

function attempt<Value>(task: () => Value): { value: Value } | { error: Comm100Error } {
  try {
    return { value: task() };
  } catch (error) {
    if (error instanceof Comm100Error) return { error };
    throw error;
  }
}
