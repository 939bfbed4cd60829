import { afterEach, describe, expect, it } from "vitest";
import { connect } from "../../provider/api/client";
import type { ClientOptions } from "../../provider/api/options";
import { EndingError, NotSentError } from "../../provider/api/run-end";
import { customVariable } from "../../provider/definitions/custom-variable";
import { webhook } from "../../provider/definitions/webhook";
import type { EmulatorOptions } from "../../provider/emulator";
import type { Context } from "../../provider/lifecycle/context";
import { createContext } from "../../provider/lifecycle/context";
import { create } from "../../provider/lifecycle/lifecycle";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

interface Opened {
  emulator: TestEmulator;
  context: Context;
  /** What a person would be told. */
  notices: string[];
}

/** A site, and what a run of the provider works with. */
async function start(options: Partial<ClientOptions> = {}, of: EmulatorOptions = {}): Promise<Opened> {
  const emulator = await startTestEmulator(of);
  open.push(() => emulator.close());
  return { emulator, ...connected(emulator, options) };
}

function connected(emulator: { url: string }, options: Partial<ClientOptions> = {}) {
  const notices: string[] = [];
  const onNotice = (message: string) => notices.push(message);
  const run = connect({ baseUrl: emulator.url, credentials, onNotice, ...options });
  open.push(() => run.close());
  return { context: createContext(run, onNotice), notices };
}

const variables = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `Variable ${index}`, type: "text" }));

/** All at once, as an engine does that works on any number of resources side by side. */
const createAll = (context: Context, count: number) =>
  Promise.allSettled(variables(count).map((inputs) => create(context, customVariable, inputs)));

const reasons = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));

describe("a service that answers 429", () => {
  it.each([
    { retryAfter: true, share: 0.4 },
    { retryAfter: false, share: 0.4 },
  ])("lets a run through at the rate that it allows: $retryAfter", async ({ retryAfter, share }) => {
    const { emulator, context } = await start();
    await emulator.limit({ rate: { requests: 50, seconds: 1, retryAfter } });
    const began = performance.now();
    expect(reasons(await createAll(context, 250))).toEqual([]);
    const seconds = (performance.now() - began) / 1000;
    await emulator.limit({});
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(250);
    const reached = 250 / seconds / 50;
    console.log(`${Math.round(reached * 100)} % of the allowed rate`);
    expect(reached).toBeGreaterThan(share);
  });

  it("makes all requests wait for one pause, and says so when it is long", async () => {
    const { emulator, context, notices } = await start();
    await create(context, customVariable, { name: "First", type: "text" });
    const fault = { status: 429, headers: { "retry-after": "5" } };
    await emulator.fault({ path: "/customVariables", times: 8, fault });
    await emulator.forgetRequests();
    const began = performance.now();
    expect(reasons(await createAll(context, 20))).toEqual([]);
    expect(performance.now() - began).toBeLessThan(12_000);
    expect(await emulator.requests()).toHaveLength(28);
    expect(notices).toEqual(["the service asks to slow down; going on in 5 s."]);
  });
});

it("spreads calls by maxRequestsPerMinute, so that the service never has to refuse one", async () => {
  const { emulator, context } = await start({ maxRequestsPerMinute: 3000 });
  await emulator.limit({ rate: { requests: 80, seconds: 1 } });
  const began = performance.now();
  expect(reasons(await createAll(context, 150))).toEqual([]);
  // That it loses no time is measured where time is: test/api/pacing.test.ts.
  expect(performance.now() - began).toBeGreaterThan((150 / 3000) * 60_000 - 600);
  await emulator.limit({});
  expect(await emulator.requests()).toHaveLength(151);
});

describe("the daily limit", () => {
  it("ends the run with one error and no further request, and the next run goes on", async () => {
    const { emulator, context } = await start({ maxConcurrency: 4 });
    await emulator.limit({ daily: 11 });
    const results = await createAll(context, 100);
    const failed = reasons(results);
    expect(failed).toHaveLength(90);
    const [whole, ...others] = failed.toSorted((one, other) => other.message.length - one.message.length);
    expect(whole).toBeInstanceOf(EndingError);
    expect(whole?.message).toContain("The site's daily limit of requests is used up. Nothing more was sent");
    for (const other of others) {
      expect(other).toBeInstanceOf(NotSentError);
      expect(other.message.length).toBeLessThan(90);
    }
    // What was under way at the same time could not know.
    expect((await emulator.requests()).length).toBeLessThanOrEqual(11 + 4);
    await emulator.limit({});
    const next = connected(emulator);
    const created = results.flatMap(({ status }, index) => (status === "fulfilled" ? [index] : []));
    const rest = variables(100).filter((_, index) => !created.includes(index));
    await Promise.all(rest.map((inputs) => create(next.context, customVariable, inputs)));
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(100);
  });

  it("is told from a missing permission by what was allowed before, where the service says nothing", async () => {
    const { emulator, context } = await start();
    const silent = { status: 403, body: { code: 403000, message: "Forbidden." } };
    await emulator.fault({ path: "/webhooks", times: 2, fault: silent });
    const hook = { event: "chatEnds", targetUrl: "https://hooks.example.com/a" };
    const missing = await create(context, webhook, hook).catch((error: unknown) => error);
    expect(missing).not.toBeInstanceOf(EndingError);
    await create(context, customVariable, { name: "One", type: "text" });
    await emulator.fault({ method: "POST", path: "/customVariables", times: 9, fault: silent });
    const used = await create(context, customVariable, { name: "Two", type: "text" }).catch((error) => error);
    expect(used).toBeInstanceOf(EndingError);
    expect(used.message).toContain("daily limit");
  });
});

describe("credentials", () => {
  it("that are revoked end the run with one error and no further request", async () => {
    const { emulator, context } = await start({ maxConcurrency: 4 });
    await createAll(context, 10);
    await emulator.fault({ path: "/**", times: 1000, fault: { status: 401 } });
    await emulator.forgetRequests();
    const failed = reasons(await createAll(context, 100)).filter((error) => error instanceof EndingError);
    expect(failed).toHaveLength(1);
    expect(failed[0]?.message).toContain("Check comm100:email and comm100:apiKey");
    expect((await emulator.requests()).length).toBeLessThanOrEqual(4);
  });

  const password = { username: credentials.email, password: "emulator-password" };

  it("of OAuth are renewed once for all requests when the token ends in the middle of a run", async () => {
    const { emulator, context } = await start({ credentials: password, maxConcurrency: 8 });
    await createAll(context, 10);
    for (let round = 1; round <= 3; round++) {
      await fetch(`${emulator.url}/_emulator/tokens/revoke`, { method: "POST" });
      await emulator.forgetRequests();
      const more = Array.from({ length: 50 }, (_, index) => ({ name: `${round}.${index}`, type: "text" }));
      await Promise.all(more.map((inputs) => create(context, customVariable, inputs)));
      const requests = await emulator.requests();
      expect(requests.filter((request) => request === "POST /oauth/token")).toHaveLength(1);
    }
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(160);
  });

  it("of OAuth are renewed before they end, and a run of many lifetimes never meets a 401", async () => {
    const { emulator, context } = await start(
      { credentials: password, maxRequestsPerMinute: 3000 },
      { tokenLifetimeSeconds: 1 },
    );
    expect(reasons(await createAll(context, 150))).toEqual([]);
    const log = (await (await fetch(`${emulator.url}/_emulator/requests`)).json()) as { status: number }[];
    expect(log.filter(({ status }) => status === 401).length).toBeLessThan(10);
  });

  it("of OAuth that are refused when they are renewed end the run with one error", async () => {
    const { emulator, context } = await start({ credentials: password, maxConcurrency: 4 });
    await createAll(context, 5);
    await fetch(`${emulator.url}/_emulator/tokens/revoke`, { method: "POST" });
    await fetch(`${emulator.url}/_emulator/faults`, {
      method: "POST",
      body: JSON.stringify({ path: "/oauth/token", times: 99, fault: { status: 400 } }),
    });
    const failed = reasons(await createAll(context, 50)).filter((error) => error instanceof EndingError);
    expect(failed).toHaveLength(1);
    expect(failed[0]?.message).toContain("comm100:password");
  });
});
