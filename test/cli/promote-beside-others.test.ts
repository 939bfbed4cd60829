import { describe, expect, it } from "vitest";
import { documentText } from "../../provider/site-document/text";
import { apply, emptySite, folderFor, makesEachObjectOnce } from "../support/promotions";

describe("comm100 promote --apply beside another", () => {
  it("makes each object once, where two begin at the same time", () => makesEachObjectOnce(0));
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
