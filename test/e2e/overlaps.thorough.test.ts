import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { brief, openSite, succeeded } from "../support/site";

interface Form {
  greetingMessage: string;
  fields: { id: string; isRequired: boolean; field: { name: string; isSystem: boolean } }[];
}

describe.each([findEngine()])("what is in a list and a resource of its own, on $name", (engine) => {
  const campaign = `const sales = new comm100.Campaign("sales", { name: "Sales" });`;

  it.each([
    [
      "PreChat.fields and CampaignFormField",
      `new comm100.PreChat("form", { campaignId: sales.id, fields: [{ field: { name: "Size", type: "textBox" } }] });
       new comm100.CampaignFormField("field", { campaignId: sales.id, form: "preChat", field: { name: "Colour", type: "textBox" } });`,
      'CampaignFormField "field": is declared by PreChat "form", too',
    ],
    [
      "Routing.customRules and CustomRule",
      `new comm100.CustomRule("rule", { campaignId: sales.id, name: "One" });
       new comm100.Routing("routing", { campaignId: sales.id, type: "customRule", customRules: [{ name: "Two" }] });`,
      'Routing "routing": is declared by CustomRule "rule", too',
    ],
    [
      "Invitation.autoInvitations and AutoInvitation",
      `new comm100.Invitation("invitation", { campaignId: sales.id, autoInvitations: [] });
       new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello" });`,
      'AutoInvitation "hello": is declared by Invitation "invitation", too',
    ],
    [
      "SecureForm.fields and SecureFormField",
      `const form = new comm100.SecureForm("form", { name: "Payment", fields: [] });
       new comm100.SecureFormField("field", { secureFormId: form.id, name: "iban", displayName: "IBAN", type: "text" });`,
      'SecureFormField "field": is declared by SecureForm "form", too',
    ],
  ])("%s can't both be declared", async (_, program, message) => {
    const { stack, project, emulator } = await openSite(engine);
    project.write(campaign + program);
    const { succeeded: ended, diagnostics } = await stack.preview();
    expect(ended).toBe(false);
    expect(diagnostics.map((one) => one.message).join()).toContain(message);
    expect(await emulator.requests()).toEqual([]);
  });

  it("an update of a form leaves the fields that others own, whoever made them", async () => {
    const { apply, emulator, find } = await openSite(engine);
    const form = (greeting: string) => `${campaign}
      new comm100.PreChat("form", { campaignId: sales.id, greetingMessage: "${greeting}" });
      new comm100.CampaignFormField("field", { campaignId: sales.id, form: "preChat", field: { name: "Colour", type: "textBox" } });`;
    await apply(form("One"));
    const { id } = await find<{ id: string }>("/campaigns");
    await emulator.call("POST", `/campaigns/${id}/preChat/campaignFormFields`, {
      field: { name: "By hand", type: "textBox" },
    });
    await apply(form("Two"));
    const live = await emulator.call<Form>("GET", `/campaigns/${id}/preChat`);
    expect(live.greetingMessage).toBe("Two");
    const custom = live.fields.filter(({ field }) => !field.isSystem);
    expect(custom.map(({ field }) => field.name)).toEqual(["Colour", "By hand"]);
  });

  it("a form's list is the whole of its custom fields, and keeps their ids and its system fields", async () => {
    const { apply, stack, emulator, find } = await openSite(engine);
    const list = (...names: string[]) => `${campaign}
      new comm100.PreChat("form", { campaignId: sales.id, fields: [
        { field: { name: "email" }, isRequired: true },
        ${names.map((name) => `{ field: { name: "${name}", type: "textBox" } }`).join(", ")} ] });`;
    await apply(list("One", "Two", "Three"));
    const { id } = await find<{ id: string }>("/campaigns");
    const before = await emulator.call<Form>("GET", `/campaigns/${id}/preChat`);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    await apply(list("Three", "One"));
    const after = await emulator.call<Form>("GET", `/campaigns/${id}/preChat`);
    const idOf = (form: Form, name: string) => form.fields.find(({ field }) => field.name === name)?.id;
    for (const name of ["email", "One", "Three"]) expect(idOf(after, name)).toBe(idOf(before, name));
    expect(idOf(after, "Two")).toBeUndefined();
    expect(after.fields.filter(({ field }) => field.isSystem)).toHaveLength(7);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    const order = after.fields.map(({ field }) => field.name);
    expect(order.indexOf("Three")).toBeLessThan(order.indexOf("One"));
  });

  it("an entry that somebody added to the list is drift, and is removed by the next update", async () => {
    const { apply, stack, emulator, find } = await openSite(engine);
    const program = `${campaign}
      new comm100.Routing("routing", { campaignId: sales.id, type: "customRule", customRules: [{ name: "One" }] });`;
    await apply(program);
    const { id } = await find<{ id: string }>("/campaigns");
    const rules = `/campaigns/${id}/routing/customRules`;
    await emulator.call("POST", rules, { name: "By hand" });
    const { steps } = succeeded(await stack.refresh());
    expect(steps.find(({ name }) => name === "routing")?.differences.length).toBeGreaterThan(0);
    await apply(program);
    expect(await emulator.call("GET", rules)).toMatchObject([{ name: "One" }]);
  });
});
