import { expect, it } from "vitest";
import { openCliStack } from "../support/cli-stack";
import { startTestEmulator } from "../support/emulator";
import { describeImport, imported, succeeds } from "../support/importing";
import { writes } from "../support/site";

describeImport("of a part", () => {
  it("adds to a stack that has some of it, shows what differs, and leaves the rest to pulumi up", async () => {
    const stack = await openCliStack();
    const { emulator, project } = stack;
    const eu = await startTestEmulator();
    await eu.call("POST", "/campaigns", { name: "There" });
    await emulator.call("POST", "/campaigns", { name: "Sales", description: "Ours" });
    const there = `
      const eu = new comm100.Provider("eu", { baseUrl: "${eu.url}", email: "agent@example.com", apiKey: pulumi.secret("emulator-api-key") });
      const sold = new comm100.Campaign("there", { name: "There" }, { provider: eu });
      new comm100.ChatButton("there-button", { campaignId: sold.id, type: "image" }, { provider: eu });`;
    project.write(`new comm100.CustomVariable("cart", { name: "Cart", type: "text" });`);
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    const program = `
      new comm100.CustomVariable("cart", { name: "Cart", type: "text" });
      const sales = new comm100.Campaign("sales", { name: "Sales", description: "Theirs" });
      new comm100.ChatButton("button", { campaignId: sales.id });
      const fresh = new comm100.Campaign("fresh", { name: "Fresh" });
      new comm100.ChatButton("fresh-button", { campaignId: fresh.id }, { dependsOn: [sales] });
      ${there}`;
    project.write(program);
    await Promise.all([emulator.forgetRequests(), eu.forgetRequests()]);
    const done = await imported(stack);
    expect(done.code).toBe(2);
    expect(done.imported.map(({ name, differs }) => [name, ...differs]).sort()).toEqual([
      ["button"],
      ["sales", "description"],
      ["there"],
      ["there-button", "type"],
    ]);
    expect(done.notImported.map(({ name, reason }) => [name, reason])).toEqual([
      ["fresh", "it isn't on the site"],
      ["fresh-button", "what it belongs to isn't imported"],
    ]);
    const nameOf = (urn: string) => urn.split("::").at(-1);
    expect((done.changes ?? []).map(({ op, urn }) => `${op} ${nameOf(urn)}`).sort()).toEqual([
      "create fresh",
      "create fresh-button",
      "update sales",
      "update there-button",
    ]);
    expect([...writes(await emulator.requests()), ...writes(await eu.requests())]).toEqual([]);
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    const again = await imported(stack);
    expect(again).toMatchObject({ code: 0, imported: [], notImported: [], changes: [] });
    const changed = await stack.comm100(["import", "--stack", "test", "--undo", "--yes"]);
    expect(changed.code).toBe(1);
    expect(changed.notes).toContain('Stack "test" has changed since the import');
    // The settings of a provider that is there already come from the state.
    await eu.call("POST", "/customVariables", { name: "Size", type: "text" });
    project.write(`${program}
      new comm100.CustomVariable("size", { name: "Size", type: "text" }, { provider: eu });`);
    const third = await imported(stack);
    expect(third).toMatchObject({ code: 0, imported: [{ name: "size" }], changes: [] });
    await succeeds(stack.pulumi(["destroy", "--yes", "--skip-preview"]));
    const names = (await emulator.call<{ name: string }[]>("GET", "/campaigns")).map(({ name }) => name);
    expect(names).toEqual([]);
    expect(await eu.call("GET", "/campaigns")).toEqual([]);
    await eu.close();
  });

  it("goes on where a killed import stopped", async () => {
    const stack = await openCliStack();
    const { emulator, project } = stack;
    const count = 60;
    project.write(
      `for (let n = 0; n < ${count}; n++) new comm100.CustomVariable("v" + n, { name: "V" + n, type: "text" });`,
    );
    for (let n = 0; n < count; n++) {
      await emulator.call("POST", "/customVariables", { name: `V${n}`, type: "text" });
    }
    await emulator.forgetRequests();
    const kill = new AbortController();
    const running = stack.comm100(["import", "--stack", "test", "--yes"], kill.signal);
    const resources = async () => (await stack.state()).deployment.resources?.length ?? 0;
    await expect.poll(() => stack.stateText(), { interval: 5 }).toContain("comm100:CustomVariable");
    kill.abort();
    await running;
    // A killed CLI leaves its lock.
    await succeeds(stack.pulumi(["cancel", "--yes"]));
    expect(await resources()).toBeLessThan(count);

    expect(await imported(stack)).toMatchObject({ code: 0, changes: [] });
    expect(await resources()).toBe(count + 2);
    for (const _ of ["what the second run added", "what the first one had"]) {
      await succeeds(stack.comm100(["import", "--stack", "test", "--undo", "--yes"]));
    }
    expect(await resources()).toBe(0);
    expect(writes(await emulator.requests())).toEqual([]);
  });
});
