import * as pulumi from "@pulumi/pulumi";
import type { Call } from "../api/call";
import { resolveSettings } from "../api/settings";
import type { Operation } from "../core/operation";
import type { LookupOptions } from "./lookup-arguments";
import { perProvider, providerOf } from "./per-run";
import { explicitSettings } from "./provider";

interface Site {
  call: Promise<Call>;
  answers: Map<string, Promise<unknown>>;
}

const sites = perProvider<{ site?: Site }>(() => ({}));

/**
 * What an endpoint that only reads answers with: the object, or all objects of the list. In one run of a
 * program each is asked for once.
 *
 * @throws Comm100Error about the settings, or the request
 */
export async function readOnce(
  operation: Operation,
  parameters: Readonly<Record<string, string>>,
  options: LookupOptions,
): Promise<unknown> {
  const state = sites(options);
  state.site ??= { call: open(options), answers: new Map() };
  const { call, answers } = state.site;
  const key = `${operation.path} ${JSON.stringify(parameters)}`;
  const answer = answers.get(key) ?? call.then((ready) => read(ready, operation, parameters));
  answers.set(key, answer);
  return answer;
}

/** Loads the HTTP client only now: most programs look nothing up. */
async function open(options: LookupOptions): Promise<Call> {
  const explicit = await explicitSettings(providerOf(options));
  const configuration = new pulumi.Config("comm100");
  const settings = resolveSettings({
    configured: (setting) => (explicit ? explicit.values[setting] : configuration.get(setting)),
    environment: process.env,
    providerName: explicit?.name,
  });
  const { connect } = await import("../api/client.js");
  return connect(settings).call;
}

async function read(call: Call, operation: Operation, parameters: Readonly<Record<string, string>>) {
  if (operation.answer === "object") return call.object(operation, { parameters });
  const { everyObject } = await import("../api/paging.js");
  return everyObject(call, operation, parameters);
}
