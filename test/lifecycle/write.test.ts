import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, realEnvironment } from "../../provider/api/client";
import { defaultRetryPolicy } from "../../provider/api/retry-rules";
import { autoInvitation } from "../../provider/definitions/auto-invitation";
import { chatButton } from "../../provider/definitions/chat-button";
import { customVariable } from "../../provider/definitions/custom-variable";
import { Collections } from "../../provider/lifecycle/collections";
import type { Context } from "../../provider/lifecycle/context";
import { create, read } from "../../provider/lifecycle/lifecycle";
import { Locks } from "../../provider/lifecycle/locks";
import { Ownership } from "../../provider/lifecycle/ownership";
import { readMergeWrite } from "../../provider/lifecycle/write";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;
let context: Context;
let close: () => Promise<void>;

beforeEach(async () => {
  emulator = await startTestEmulator();
  const connected = connect({ baseUrl: emulator.url, credentials });
  close = connected.close;
  context = {
    api: connected.api,
    collections: new Collections(connected.api),
    ownership: new Ownership(),
    kinds: [],
    locks: new Locks(),
    environment: { ...realEnvironment, sleep: () => Promise.resolve() },
    retryPolicy: defaultRetryPolicy,
    lookUpTime: 1,
    timeout: 1000,
    log: () => undefined,
  };
});
afterEach(async () => {
  await close();
  await emulator.close();
});

const variable = (name: string) => ({ name, type: "text" });

describe("readMergeWrite", () => {
  it("lets writers of one object take turns, so that each one's fields survive", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const fields = [
      { type: "image" },
      { isHideWhenOffline: true },
      { imageButtonXOffset: 7 },
      { textLinkButtonText: "Chat" },
      { allowedDomains: ["a.example"] },
    ];
    await Promise.all(fields.map((one) => readMergeWrite(context, chatButton, { campaignId: id, ...one })));
    expect(await emulator.call("GET", `/campaigns/${id}/chatButton`)).toMatchObject(
      Object.assign({}, ...fields),
    );
  });

  it("writes nothing that is there already, in whatever spelling", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    await readMergeWrite(context, chatButton, { campaignId: id, adaptiveButtonColor: "#AABBCC" });
    await emulator.forgetRequests();
    await readMergeWrite(context, chatButton, { campaignId: id, adaptiveButtonColor: "#aabbcc" });
    expect(await emulator.requests()).toEqual(["GET /campaigns/{id}/chatButton"]);
  });
});

describe("collections", () => {
  it("are listed once for reads that arrive together, and know what this run has written", async () => {
    const [one, two] = await Promise.all(
      ["One", "Two"].map((name) => create(context, customVariable, variable(name))),
    );
    const managed = [one, two].flatMap((known) => (known ? [known] : []));
    const found = await Promise.all(managed.map((known) => read(context, customVariable, known)));
    expect(found.map((known) => known?.inputs)).toEqual([variable("One"), variable("Two")]);
    expect((await emulator.requests()).filter((request) => request.startsWith("GET"))).toEqual([
      "GET /customVariables",
    ]);
  });

  it("are listed again after a list that failed", async () => {
    await emulator.fault({ method: "GET", path: "/customVariables", fault: { status: 400 } });
    await expect(create(context, customVariable, variable("One"))).rejects.toThrow("answered 400");
    await create(context, customVariable, variable("One"));
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(1);
  });

  it("hold one object after two creations of the same natural key at the same time, of which one is refused", async () => {
    const results = await Promise.allSettled([
      create(context, customVariable, variable("One")),
      create(context, customVariable, variable("One")),
    ]);
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(1);
    const reasons = results.flatMap((result) =>
      result.status === "rejected" ? [String(result.reason)] : [],
    );
    expect(reasons).toEqual([
      expect.stringContaining("Another new resource of this program has the same name"),
    ]);
  });
});

describe("create", () => {
  it("doesn't take over one of two objects that both differ", async () => {
    for (const value of ["a", "b"])
      await emulator.call("POST", "/customVariables", { ...variable("One"), value });
    const declared = { ...variable("One"), value: "c", adopt: true };
    await expect(create(context, customVariable, declared)).rejects.toThrow(
      "Delete the ones that aren't needed",
    );
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(2);
  });

  it("says that a campaign is missing instead of creating below it", async () => {
    const campaignId = "11111111-2222-4333-8444-555555555555";
    const message = `campaignId: no Campaign on the site has the id "${campaignId}", so the `;
    for (const [definition, fields] of [
      [chatButton, { type: "image" }],
      [autoInvitation, { name: "Hello" }],
    ] as const) {
      const refused = create(context, definition, { campaignId, ...fields });
      await expect(refused).rejects.toThrow(`${message}${definition.name} can't be created (`);
    }
    expect((await emulator.requests()).filter((one) => !one.startsWith("GET"))).toEqual([]);
  });

  it("gives up with an error that says what is not known, when the collection can't be listed either", async () => {
    await emulator.fault({ method: "POST", path: "/customVariables", fault: { reset: "after" } });
    await emulator.fault({ method: "GET", path: "/customVariables", after: 1, fault: { status: 500 } });
    await expect(create(context, customVariable, variable("One"))).rejects.toThrow("Run pulumi up again");
  });
});
