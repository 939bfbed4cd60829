import { describe, expect, it } from "vitest";
import { findEngine, type OperationResult } from "../engine";
import { openSite, succeeded, writes } from "../support/site";

/** A campaign with what belongs to it: one object that is deleted, and one that is given back. */
const program = (campaignOptions: string, childOptions = "{}", before = "") => `${before}
  const sales = new comm100.Campaign("sales", { name: "Sales" }, ${campaignOptions});
  new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello" }, ${childOptions});
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image" }, ${childOptions});`;

const deletions = [
  "DELETE /campaigns/{id}/invitation/autoInvitations/{id}",
  "PUT /campaigns/{id}/chatButton",
];

describe.each([findEngine()])("what belongs to a campaign, on $name", (engine) => {
  it("goes with it without a call of its own", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    await apply(program("{}"));
    await emulator.forgetRequests();
    succeeded(await stack.destroy());
    expect(await emulator.requests()).toEqual(["DELETE /campaigns/{id}"]);
  });

  it.each([
    ["is retained", "{ retainOnDelete: true }", "{ retainOnDelete: false }", ""],
    ["is protected", "{ protect: true }", "{ protect: false }", ""],
    [
      "is in a component that may be retained",
      "{ parent: own }",
      "{}",
      `const own = new pulumi.ComponentResource("my:own:Own", "own", {});`,
    ],
    [
      "may be retained by a transformation",
      "{}",
      "{}",
      "pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props, opts }));",
    ],
  ])("is deleted by a call of its own where the campaign %s", async (_case, campaign, child, before) => {
    const { apply, emulator, project, stack } = await openSite(engine);
    await apply(program(campaign, child, before));
    await emulator.forgetRequests();
    const destroyed = await stack.destroy();
    expect(writes(await emulator.requests()).toSorted()).toEqual(expect.arrayContaining(deletions));
    if (campaign.includes("protect")) {
      expect(destroyed.succeeded).toBe(false);
      project.write(program("{}"));
    }
  });

  it("is deleted by a call of its own where the program only reads the campaign", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    await apply(`
      const sales = new comm100.Campaign("sales", { name: "Sales" }, { id: "${id}" });
      new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello" });`);
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", `/campaigns/${id}/invitation/autoInvitations`)).toEqual([]);
  });

  it("is deleted by a call of its own where the program has switched it off", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    await apply(program("{}", "{ deletedWith: undefined }"));
    await emulator.forgetRequests();
    succeeded(await stack.destroy());
    expect(writes(await emulator.requests())).toEqual(expect.arrayContaining(deletions));
  });

  it("is named where the campaign's deletion is refused and it has left the state without a call", async () => {
    const { apply, emulator, stack, find } = await openSite(engine);
    await apply(program("{}"));
    const { id } = await find("/campaigns");
    await emulator.fault({
      method: "GET",
      path: "/campaigns/*/routing/customRules",
      fault: { status: 403, body: { code: 403000, message: "no permission" } },
    });
    await emulator.fault({
      method: "DELETE",
      path: "/campaigns/*",
      fault: { status: 400, body: { code: 400000, message: "refused" } },
    });
    const destroyed = await stack.destroy();
    expect(destroyed.succeeded).toBe(false);
    expect(messagesOf(destroyed)).toMatch(new RegExp(`Campaign ${id}.* still on the site: 1 AutoInvitation`));
    expect(messagesOf(destroyed)).toContain("any CustomRule (its list can't be read)");
    succeeded(await stack.up());
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
  });

  it("is named where it leaves the program together with the campaign's name, and the campaign stays", async () => {
    const { apply, emulator, find } = await openSite(engine);
    await apply(program("{}"));
    const { id } = await find("/campaigns");
    const { output } = await apply(`new comm100.Campaign("renamed", { name: "Sales" });`);
    expect(output).toMatch(/still on the site.*AutoInvitation/);
    expect(await emulator.call("GET", `/campaigns/${id}/invitation/autoInvitations`)).toHaveLength(1);
  });
});

const messagesOf = ({ diagnostics }: OperationResult) => diagnostics.map(({ message }) => message).join("\n");
