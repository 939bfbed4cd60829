import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect } from "../../provider/api/client";
import type { Definition, Properties } from "../../provider/core/definition";
import { autoInvitation } from "../../provider/definitions/auto-invitation";
import { campaign } from "../../provider/definitions/campaign";
import { chatButton } from "../../provider/definitions/chat-button";
import { customVariable } from "../../provider/definitions/custom-variable";
import type { Context } from "../../provider/lifecycle/context";
import { createContext } from "../../provider/lifecycle/context";
import { create, read, remove, update } from "../../provider/lifecycle/lifecycle";
import type { Managed } from "../../provider/lifecycle/managed";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;
const open: (() => Promise<void>)[] = [];

beforeEach(async () => {
  emulator = await startTestEmulator();
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await emulator.close();
});

/** What one run of the provider knows: each command of the engine has a new one. */
function startRun(): Context {
  const connected = connect({ baseUrl: emulator.url, credentials });
  open.push(connected.close);
  return createContext(connected, () => undefined);
}

/** The requests that a task makes, each with how often. */
async function callsOf(task: () => Promise<unknown>): Promise<Record<string, number>> {
  await emulator.forgetRequests();
  await task();
  const counts: Record<string, number> = {};
  for (const request of await emulator.requests()) counts[request] = (counts[request] ?? 0) + 1;
  return counts;
}

/** As an engine works with `--parallel`: so many at once. */
async function parallel<Item, Result>(
  atOnce: number,
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await task(items[index] as Item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

const variables = (count: number): Properties[] =>
  Array.from({ length: count }, (_, index) => ({ name: `Variable ${index}`, type: "text" }));

const createAll = (context: Context, definition: Definition, all: readonly Properties[], atOnce = 8) =>
  parallel(atOnce, all, (inputs) => create(context, definition, inputs));

const readAll = (context: Context, definition: Definition, all: readonly Managed[], atOnce = 8) =>
  parallel(atOnce, all, (managed) => read(context, definition, managed));

describe("creating", () => {
  it("takes one call for each object and one list for each collection", async () => {
    const context = startRun();
    const calls = await callsOf(async () => {
      await createAll(context, customVariable, variables(100));
      const campaigns = await createAll(
        context,
        campaign,
        ["Sales", "Support"].map((name) => ({ name })),
      );
      for (const { id } of campaigns) {
        const own = ["One", "Two", "Three"].map((name) => ({ campaignId: id, name }));
        await createAll(context, autoInvitation, own);
      }
    });
    expect(calls).toEqual({
      "GET /customVariables": 1,
      "POST /customVariables": 100,
      "GET /campaigns": 1,
      "POST /campaigns": 2,
      "GET /campaigns/{id}/invitation/autoInvitations": 2,
      "POST /campaigns/{id}/invitation/autoInvitations": 6,
    });
  });

  it("of a singleton takes a read, and a write where something changes", async () => {
    const context = startRun();
    const { id } = await create(context, campaign, { name: "Sales" });
    const button = { campaignId: id, type: "image" };
    const other = { campaignId: id, adaptiveButtonColor: "#123456" };
    expect(await callsOf(() => create(context, chatButton, button))).toEqual({
      "GET /campaigns/{id}/chatButton": 1,
      "PUT /campaigns/{id}/chatButton": 1,
    });
    await create(context, chatButton, other);
    expect(await callsOf(() => create(startRun(), chatButton, other))).toEqual({
      "GET /campaigns/{id}/chatButton": 1,
    });
  });
});

describe("updating", () => {
  it("takes a read and a write for a member of a collection and a singleton alike, and no list", async () => {
    const first = startRun();
    const all = await createAll(first, customVariable, variables(20));
    const owner = await create(first, campaign, { name: "Sales" });
    const button = await create(first, chatButton, { campaignId: owner.id, type: "image" });
    const context = startRun();
    const calls = await callsOf(async () => {
      await parallel(8, all, (old) =>
        update(context, customVariable, old, { ...old.inputs, value: "window.cart" }),
      );
      await update(context, chatButton, button, { ...button.inputs, type: "adaptive" });
    });
    expect(calls).toEqual({
      "GET /customVariables/{id}": 20,
      "PUT /customVariables/{id}": 20,
      "GET /campaigns/{id}/chatButton": 1,
      "PUT /campaigns/{id}/chatButton": 1,
    });
  });

  it("that only releases fields takes no call", async () => {
    const old = await create(startRun(), customVariable, { name: "One", type: "text", value: "window.one" });
    const released = { name: "One", type: "text" };
    expect(await callsOf(() => update(startRun(), customVariable, old, released))).toEqual({});
  });
});

describe("reading", () => {
  it.each([
    { count: 100, atOnce: 8 },
    { count: 500, atOnce: 1 },
    { count: 500, atOnce: 16 },
    { count: 500, atOnce: 500 },
  ])("$count objects with $atOnce at once takes one list", async ({ count, atOnce }) => {
    await emulator.load({ customVariables: variables(count) });
    const live = await emulator.call<Properties[]>("GET", "/customVariables");
    const all = live.map((one, index): Managed => {
      return { id: String(one.id), inputs: variables(count)[index] ?? {}, readOnly: {} };
    });
    const context = startRun();
    const calls = await callsOf(async () => {
      const found = await readAll(context, customVariable, all, atOnce);
      expect(found.filter((one) => one !== undefined)).toHaveLength(count);
    });
    expect(calls).toEqual({ "GET /customVariables": 1 });
    console.log(`${count} reads, ${atOnce} at once: ${Object.values(calls).length} call`);
  });

  it("what belongs to campaigns takes one list for each campaign", async () => {
    const first = startRun();
    const campaigns = await createAll(
      first,
      campaign,
      ["One", "Two", "Three"].map((name) => ({ name })),
    );
    const own = campaigns.flatMap(({ id }) =>
      Array.from({ length: 10 }, (_, index) => ({ campaignId: id, name: `Hello ${index}` })),
    );
    const all = await createAll(first, autoInvitation, own);
    const context = startRun();
    expect(await callsOf(() => readAll(context, autoInvitation, all))).toEqual({
      "GET /campaigns/{id}/invitation/autoInvitations": 3,
    });
  });

  it("after a write of the same run sees what was written, by somebody else of it, too", async () => {
    const first = startRun();
    const [one, two] = await createAll(first, customVariable, variables(2));
    if (!one || !two) throw new Error("They were created");
    const context = startRun();
    await read(context, customVariable, one);
    await update(context, customVariable, one, { ...one.inputs, value: "window.a" });
    const seen = await read(context, customVariable, { ...one, inputs: { ...one.inputs, value: "" } });
    expect(seen?.inputs.value).toBe("window.a");
    await remove(context, customVariable, two);
    expect(await read(context, customVariable, two)).toBeUndefined();
  });
});
