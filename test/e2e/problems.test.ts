import { describe, expect, it } from "vitest";
import { findEngine, pulumiMissing } from "../engine";
import { needs } from "../support/needs";
import { openSite, succeeded, writes } from "../support/site";

const required = `const pulumi = require("@pulumi/pulumi");\nconst comm100 = require("pulumi-comm100");\n`;
const imported = `import * as pulumi from "@pulumi/pulumi";\nimport * as comm100 from "pulumi-comm100";\n`;

const right = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });`;
const wrong = `
  const sales = new comm100.Campaign("sales", { nam: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });
  const other = new comm100.Campaign("other", { name: "Other" });
  new comm100.ChatButton("other", { campaignId: other.id, type: "image" });`;

const urn = (kind: string, name: string) =>
  `urn:pulumi:test::site::pulumi-nodejs:dynamic/comm100:${kind}::${name}`;

describe.each([findEngine()])("on $name", (engine) => {
  it.each([
    ["CommonJS", "commonjs", required, "exports.id = sales.id;"],
    ["an ES module", "module", imported, "export const id = sales.id;"],
  ])("a mistake ends a program that is %s, and what is there stays", async (_, type, start, exported) => {
    const { project, stack, emulator } = await openSite(engine);
    project.put("package.json", JSON.stringify({ name: "site", private: true, type }));
    project.put("index.js", `${start}${right}\n${exported}`);
    const { outputs } = succeeded(await stack.up());
    await emulator.forgetRequests();
    project.put("index.js", `${start}${wrong}\n${exported}`);
    const result = await stack.up();
    expect(result.succeeded).toBe(false);
    const errors = result.diagnostics.filter((one) => one.severity === "error");
    expect(errors[0]?.message).toBe(
      [
        "comm100: 2 problems in this program; nothing was sent to Comm100.",
        '  Campaign "sales": name: is required.',
        '  Campaign "sales": nam: is not a property of Campaign. Did you mean "name"?',
      ].join("\n"),
    );
    expect(errors.filter((one) => one.message.includes("problem"))).toHaveLength(1);
    expect(await emulator.requests()).toEqual([]);
    expect(result.outputs).toEqual(outputs);
    const { resources = [] } = (await stack.export()).deployment;
    expect(resources.filter((one) => one.id !== undefined && one.type.includes("comm100"))).toHaveLength(2);
  });

  it("a look-up that fails ends the program, where its answer is only an input of other resources", async () => {
    const { project, stack, emulator, apply } = await openSite(engine);
    await apply(right);
    await emulator.forgetRequests();
    for (const found of [
      "getCampaignOutput({ name: 'Salse' }).id",
      "getCampaign({ name: 'Salse' }).then((one) => one.id)",
    ]) {
      project.write(`
        const button = new comm100.ChatButton("button", { campaignId: comm100.${found}, type: "image" });
        new comm100.CustomVariable("variable", { name: button.id, type: "text" });
        exports.id = button.id;`);
      const { succeeded: ended, diagnostics } = await stack.up();
      expect(ended).toBe(false);
      expect(
        diagnostics.filter(({ message }) => message.includes('No Campaign has the name "Salse"')),
      ).toHaveLength(1);
    }
    expect(writes(await emulator.requests())).toEqual([]);
  });

  it("a creation below a campaign that isn't there names the field with its id", async () => {
    const { project, stack, emulator } = await openSite(engine);
    const id = "11111111-2222-4333-8444-555555555555";
    project.write(`
      new comm100.ChatButton("button", { campaignId: "${id}", type: "image" });
      new comm100.AutoInvitation("hello", { campaignId: "${id}", name: "Hello" });`);
    const { succeeded: ended, output } = await stack.up();
    expect(ended).toBe(false);
    for (const kind of ["ChatButton", "AutoInvitation"])
      expect(output).toContain(
        `campaignId: no Campaign on the site has the id "${id}", so the ${kind} can't`,
      );
    expect(output).not.toContain("no longer exists");
    expect(writes(await emulator.requests())).toEqual([]);
  });

  it("the resource option import is refused with what to do instead", async () => {
    const { project, stack, emulator } = await openSite(engine);
    project.write(`new comm100.Campaign("sales", { name: "Sales" }, { import: "7" });`);
    const { output } = await stack.preview();
    expect(output).toContain(
      'Campaign "sales": the resource option `import` doesn\'t work for dynamic providers.',
    );
    expect(output).toContain("`comm100 import`, or declare `adopt: true`");
    expect(output).not.toContain("toJavaScript");
    expect(await emulator.requests()).toEqual([]);
  });

  it("null that becomes known later is unset where the field is optional, and missing where it isn't", async () => {
    const { apply, find, project, stack } = await openSite(engine);
    const program = `
      const nothing = pulumi.output(Promise.resolve(null));
      const sales = new comm100.Campaign("sales", { name: "Sales", description: nothing });
      new comm100.AutoInvitation("hello", {
        campaignId: sales.id, name: "Hello", text: null, conditions: [{ field: "City", operator: "is", value: "Rome", order: nothing }],
      });`;
    await apply(program);
    expect(await find("/campaigns", { name: "Sales" })).toMatchObject({ description: "" });
    expect((await apply(program)).counts).toMatchObject({ same: 2, update: 0 });
    project.write(`new comm100.Campaign("sales", { name: pulumi.output(Promise.resolve(null)) });`);
    expect((await stack.preview()).output).toContain("name: is required.");
  });

  describe("what is looked up by its id", () => {
    it("has the live values, and is left alone", async () => {
      const { apply, emulator, find, stack } = await openSite(engine);
      const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", {
        name: "Sales",
        description: "Live",
      });
      const program = `
        const sales = new comm100.Campaign("sales", { name: "Ignored" }, { id: "${id}" });
        const button = new comm100.ChatButton("button", { campaignId: sales.id }, { id: sales.id });
        exports.sales = pulumi.all([sales.id, sales.name, sales.description]);
        exports.type = button.type;`;
      const { outputs } = await apply(program);
      expect(outputs.sales).toEqual([id, "Sales", "Live"]);
      const button = await emulator.call<{ type: string }>("GET", `/campaigns/${id}/chatButton`);
      expect(outputs.type).toBe(button.type);
      expect(writes(await emulator.requests())).toEqual(["POST /campaigns"]);
      await emulator.call("PUT", `/campaigns/${id}`, { name: "Sales", description: "Newer" });
      expect((await apply(program)).outputs.sales).toEqual([id, "Sales", "Newer"]);
      succeeded(await stack.destroy());
      expect(await find("/campaigns", { name: "Sales" })).toMatchObject({ description: "Newer" });
    });

    it("is an error when it isn't there, with the site's answer", async () => {
      const { emulator, project, stack } = await openSite(engine);
      const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
      const missing = "11111111-2222-3333-4444-555555555555";
      const asked = [
        [
          'Campaign("x", { name: "Sales" }',
          missing,
          `Campaign ${missing} was not found on the site: GET /api/v3/livechat/campaigns/${missing} answered 404`,
        ],
        [
          `AutoInvitation("x", { campaignId: "${id}", name: "Hello" }`,
          missing,
          `AutoInvitation ${missing} was not found on the site: GET`,
        ],
        [
          `ChatButton("x", { campaignId: "${missing}" }`,
          missing,
          `ChatButton ${missing} was not found on the site: GET`,
        ],
        [`ChatButton("x", { campaignId: "${id}" }`, missing, `its id is that of what it belongs to, ${id}`],
      ] as const;
      for (const [resource, wanted, message] of asked) {
        project.write(`exports.id = new comm100.${resource}, { id: "${wanted}" }).id;`);
        const { succeeded: ended, output } = await stack.up();
        expect([ended, output]).toEqual([false, expect.stringContaining(message)]);
      }
      expect((await stack.export()).deployment.resources?.filter(({ external }) => external) ?? []).toEqual(
        [],
      );
    });
  });

  describe("what depends on a resource that isn't made is left to the engine", needs(pulumiMissing()), () => {
    const program = `
      const sales = new comm100.Campaign("sales", { name: "Sales", description: "Declared" });
      new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });
      new comm100.AutoInvitation("hello", {
        campaignId: sales.id, name: "Hello", conditions: [{ field: "City", operator: "is", value: sales.id }],
      });
      const other = new comm100.Campaign("other", { name: "Other" });
      new comm100.ChatButton("other", { campaignId: other.id, type: "image" });`;

    it("with --continue-on-error: the others are made", async () => {
      const { emulator, project, stack } = await openSite(engine);
      await emulator.call("POST", "/campaigns", { name: "Sales", description: "Live" });
      project.write(program);
      const { succeeded: ended, output, steps } = await stack.up({ continueOnError: true });
      expect(ended).toBe(false);
      expect(output).toContain("A Campaign with the same name already exists");
      expect(output).not.toContain("is required");
      const made = steps.filter((step) => step.op === "create" && step.succeeded).map(({ urn: one }) => one);
      expect(made.sort()).toEqual([urn("Campaign", "other"), urn("ChatButton", "other")]);
    });

    it("with --target on a new stack: what is targeted is made, and its dependents are named", async () => {
      const { project, stack } = await openSite(engine);
      project.write(program);
      const child = await stack.up({ targets: [urn("ChatButton", "button")] });
      expect(child.output).not.toContain("is required");
      expect(child.output).toMatch(/depends on '.*Campaign::sales' which was/);
      const parent = succeeded(
        await stack.up({ targets: [urn("Campaign", "other"), urn("ChatButton", "other")] }),
      );
      expect(parent.counts).toMatchObject({ create: 2 });
    });

    it("and one that exists keeps its inputs", async () => {
      const { apply, emulator, project, stack } = await openSite(engine);
      await apply(`
        new comm100.CustomVariable("a", { name: "A", type: "text" });
        new comm100.Webhook("hook", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });`);
      await emulator.call("POST", "/customVariables", { name: "B", type: "integer" });
      await emulator.forgetRequests();
      project.write(`
        const b = new comm100.CustomVariable("b", { name: "B", type: "text" });
        new comm100.CustomVariable("a", { name: "A", type: "text", value: b.id });
        new comm100.Webhook("hook", { event: "chatEnds", targetUrl: pulumi.interpolate\`https://hooks.example.com/\${b.id}\` });`);
      const { output } = await stack.up({ continueOnError: true });
      expect(output).not.toContain("is required");
      expect(writes(await emulator.requests())).toEqual([]);
      const { resources = [] } = (await stack.export()).deployment;
      expect(resources.find((one) => one.urn === urn("Webhook", "hook"))?.inputs).toMatchObject({
        targetUrl: "https://hooks.example.com/a",
      });
    });
  });
});
