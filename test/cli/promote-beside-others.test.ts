import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { documentText } from "../../provider/site-document/text";
import { commandFolder, configurationOf, siteVariables } from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { openLyingService } from "../support/lying-service";
import { whatIsOn } from "../support/site-and-state";

const campaign = (name: string) => ({
  name,
  chatButton: { type: "image", isHideWhenOffline: true },
  invitation: { autoInvitations: [{ name: `Hello from ${name}`, text: "May we help?" }] },
});
const deletable = {
  campaigns: ["Sales", "Support", "Store"].map(campaign),
  customVariables: ["Cart", "Basket", "Order", "Visit"].map((name) => ({ name, type: "text" })),
  webhooks: [{ event: "chatEnds", targetUrl: "https://hooks.example.com/chats" }],
};
/** The API can't delete a conversion action. */
const all = {
  ...deletable,
  conversionActions: [{ name: "Order", type: "url", operator: "contains", value: "/thanks" }],
};

/** A folder with the document and a target at an address; all is ended and removed after the test. */
function folderFor(url: string) {
  const folder = commandFolder(siteVariables);
  onTestFinished(() => folder.dispose());
  folder.put("site.yaml", documentText(deletable, "yaml"));
  folder.put("comm100.config.yaml", configurationOf({ production: { url } }));
  return folder;
}

const apply = ["promote", "--from", "site.yaml", "--to", "production", "--apply", "--yes"];

async function emptySite(): Promise<TestEmulator> {
  const emulator = await startTestEmulator();
  onTestFinished(() => emulator.close());
  return emulator;
}

/** What one promotion alone makes of an empty site. */
async function alone() {
  const emulator = await emptySite();
  const { code, notes } = await folderFor(emulator.url).run(apply);
  expect([code, notes]).toEqual([0, expect.anything()]);
  return whatIsOn(emulator);
}

describe("comm100 promote --apply beside others", () => {
  it.each([0, 60])("makes each object once, where two begin %i ms apart", async (delay) => {
    const expected = await alone();
    const emulator = await emptySite();
    const folders = [folderFor(emulator.url), folderFor(emulator.url)];
    const ended = await Promise.all(
      folders.map(async (folder, index) => {
        await sleep(index * delay);
        return folder.run(apply);
      }),
    );
    // One of them may be told that the other is in the way. A run after both has to find nothing to do, or do the rest.
    expect(ended.every(({ code }) => code === 0 || code === 1)).toBe(true);
    const { code, notes } = await folderFor(emulator.url).run(apply);
    expect([code, notes]).toEqual([0, expect.anything()]);
    expect(await whatIsOn(emulator)).toEqual(expected);
  });

  it("takes back what it has made, where another run has made the same and takes nothing back", async () => {
    const emulator = await emptySite();
    const service = await openLyingService(emulator);
    service.lie(async (method, path, truth) => {
      // Another run's, which looked before this one wrote.
      if (method === "POST" && !path.startsWith("/conversionActions")) await truth();
      return undefined;
    });
    const { code, notes } = await folderFor(service.url).run(apply);
    expect(code).toBe(0);
    expect(notes).toMatch(
      /customVariables\[Cart\]: another run has made the same at the same time\. \S+ stays, and/,
    );
    expect(await whatIsOn(emulator)).toEqual(await alone());
  });

  it("names both where the API can't delete what it has made", async () => {
    const emulator = await emptySite();
    const service = await openLyingService(emulator);
    service.lie(async (method, path, truth) => {
      if (method === "POST" && path.startsWith("/conversionActions")) await truth();
      return undefined;
    });
    const folder = folderFor(service.url);
    folder.put("site.yaml", documentText(all, "yaml"));
    const { code, notes } = await folder.run(apply);
    const ids = (await emulator.call<{ id: string }[]>("GET", "/conversionActions")).map(({ id }) => id);
    expect(code).toBe(1);
    for (const id of ids) expect(notes).toContain(id);
  });
});

describe("an entry of a list that is declared as an object of its own", () => {
  it("stops a promotion to a site that has what it belongs to, as it can't be compared", async () => {
    const emulator = await emptySite();
    const folder = folderFor(emulator.url);
    const ofItsOwn = { name: "Sales", autoInvitations: [{ name: "Hello", text: "May we help?" }] };
    folder.put("site.yaml", documentText({ campaigns: [ofItsOwn] }, "yaml"));
    expect((await folder.run(apply)).code).toBe(0);
    const [{ id } = { id: "" }] = await emulator.call<{ id: string }[]>("GET", "/campaigns");
    const path = `/campaigns/${id}/invitation/autoInvitations`;
    for (const one of await emulator.call<{ id: string }[]>("GET", path))
      await emulator.call("DELETE", `${path}/${one.id}`);
    const { code, notes } = await folder.run(apply);
    expect(code).toBe(1);
    expect(notes).toContain("campaigns[Sales].autoInvitations[Hello]");
  });
});

describe("what a site has several of", () => {
  it("is ambiguous, with the ids, in drift, diff and promote", async () => {
    const emulator = await emptySite();
    const folder = folderFor(emulator.url);
    expect((await folder.run(apply)).code).toBe(0);
    const twin = await emulator.call<{ id: string }>("POST", "/customVariables", {
      name: "Cart",
      type: "text",
    });
    const clean = ["--json"];
    const drift = await folder.run(["drift", "--document", "site.yaml", "--site", "production", ...clean]);
    const diff = await folder.run(["diff", "site.yaml", "production", ...clean]);
    for (const { code, output } of [drift, diff]) {
      expect(code).toBe(2);
      const { differences } = JSON.parse(output) as { differences: { change: string; ids: string[] }[] };
      expect(differences.map(({ change }) => change)).toEqual(["ambiguous"]);
      expect(differences[0]?.ids).toHaveLength(2);
      expect(differences[0]?.ids).toContain(twin.id);
    }
    await emulator.forgetRequests();
    const promote = await folder.run(apply);
    expect(promote.code).toBe(1);
    expect(promote.notes).toContain(twin.id);
    expect((await emulator.requests()).filter((request) => !request.startsWith("GET"))).toEqual([]);
  });

  it("isn't counted as managed", async () => {
    const emulator = await emptySite();
    const folder = folderFor(emulator.url);
    expect((await folder.run(apply)).code).toBe(0);
    const count = async () => {
      const args = ["drift", "--document", "site.yaml", "--site", "production", "--unmanaged", "--json"];
      return JSON.parse((await folder.run(args)).output) as { managed: number; total: number };
    };
    const { managed, total } = await count();
    await emulator.call("POST", "/customVariables", { name: "Cart", type: "text" });
    expect(await count()).toMatchObject({ managed: managed - 1, total: total + 1 });
  });
});
