import { describe, expect, it } from "vitest";
import { pulumiMissing } from "../engine";
import { type Attempted, automationHost } from "../support/automation";
import { needs } from "../support/needs";

const right = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });
  return { id: sales.id };`;
const wrong = right.replace("name:", "nam:");
const problem = [
  "    error: comm100: 2 problems in this program; nothing was sent to Comm100.",
  '      Campaign "sales": name: is required.',
  '      Campaign "sales": nam: is not a property of Campaign. Did you mean "name"?',
].join("\n");

/** Of a second that a program may take, with Pulumi's own start on a busy machine. In milliseconds. */
const soon = 15_000;

describe("the Automation API", needs(pulumiMissing()), () => {
  it.each(["commonjs", "module"] as const)(
    "ends a program given as a function with its problems, in a script of the type %s, and deletes nothing",
    async (type) => {
      const { emulator, run } = await automationHost();
      const told = await run(
        `
        let program = async () => {${right}};
        const stack = await inline("test", () => program());
        tell(await attempt(stack.up()));
        program = async () => {${wrong}};
        for (const operation of ["preview", "up"]) tell(await attempt(stack[operation]()));
        program = async () => { new comm100.Campaign("other", { nam: "Other" }); };
        tell(await attempt(stack.up()));
        tell(Object.keys(await stack.outputs()));
        program = async () => {${right}};
        tell(await attempt(stack.up()));`,
        { type },
      );
      const [first, preview, up, without, outputs, last] = told as Attempted[];
      expect(first?.changes).toEqual({ create: 3 });
      for (const failed of [preview, up]) expect(failed?.error).toContain(problem);
      expect(without?.error).toContain('Campaign "other": name: is required.');
      for (const failed of [preview, up, without]) expect(failed?.milliseconds).toBeLessThan(soon);
      expect(outputs).toEqual(["id"]);
      expect(last?.changes).toEqual({ same: 3 });
      expect((await emulator.requests()).filter((request) => request.startsWith("DELETE"))).toEqual([]);
    },
  );

  it("runs several stacks at once in one process, each with what it declares and its own problems", async () => {
    const { run } = await automationHost();
    const told = await run(`
      const programs = {
        one: async () => {${wrong}},
        two: async () => {${right}},
        three: async () => { new comm100.Webhook("hook", { event: "chatEnd", targetUrl: "https://hooks.example.com/a" }); },
      };
      const stacks = await Promise.all(Object.entries(programs).map(([name, program]) => inline(name, program)));
      for (const result of await Promise.all(stacks.map((stack) => attempt(stack.preview())))) tell(result);`);
    const [one, two, three] = told as Attempted[];
    expect(two).toMatchObject({ changes: { create: 3 } });
    expect(one?.error).toContain(problem);
    expect(one?.error).not.toContain("Webhook");
    expect(three?.error).toContain('Webhook "hook": event:');
    expect(three?.error).not.toContain("Campaign");
    for (const failed of [one, three]) expect(failed?.milliseconds).toBeLessThan(soon);
  });

  it.each([
    [
      "a look-up in output form",
      "campaignId: comm100.getCampaignOutput({ name: 'Salse' }).id",
      "{}",
      /No Campaign has the name "Salse"/,
    ],
    [
      "a look-up",
      "campaignId: comm100.getCampaign({ name: 'Salse' }).then(({ id }) => id)",
      "{}",
      /No Campaign has the name "Salse"/,
    ],
    [
      "a promise of its own",
      "campaignId: '1', allowedDomains: [Promise.reject(new Error('Of its own'))]",
      "{}",
      /Of its own/,
    ],
    [
      "an id to look up",
      "campaignId: '1'",
      "{ id: comm100.getCampaign({ name: 'Salse' }).then(({ id }) => id) }",
      /No Campaign has/,
    ],
    [
      "a setting",
      "campaignId: '1'",
      "{ provider: new comm100.Provider('eu', { baseUrl: Promise.reject(new Error('Of its own')) }) }",
      /Of its own/,
    ],
  ])(
    "ends a program in which %s fails that other resources wait for, and deletes nothing",
    async (_, args, options, error) => {
      const { emulator, run } = await automationHost();
      const told = await run(`
      let program = async () => {${right}};
      const stack = await inline("test", () => program());
      tell(await attempt(stack.up()));
      program = async () => {
        const button = new comm100.ChatButton("button", { ${args} }, ${options});
        new comm100.CustomVariable("variable", { name: button.id, type: "text" });
        return { id: button.id };
      };
      tell(await attempt(stack.up()));`);
      const [, failed] = told as Attempted[];
      expect(failed?.error).toMatch(error);
      expect(failed?.milliseconds).toBeLessThan(soon);
      expect((await emulator.requests()).filter((request) => request.startsWith("DELETE"))).toEqual([]);
    },
  );

  it("ends a program that waits for a value which isn't known after a mistake", async () => {
    const { emulator, run } = await automationHost();
    const told = await run(`
      let args = { name: "Sales" };
      const stack = await inline("test", async () => {
        const sales = new comm100.Campaign("sales", args);
        const id = await new Promise((resolve) => sales.id.apply(resolve));
        new comm100.CustomVariable("id", { name: "Campaign " + id, type: "text" });
      });
      tell(await attempt(stack.up()));
      args = { nam: "Sales" };
      for (const operation of ["preview", "up"]) tell(await attempt(stack[operation]()));`);
    const [up, ...failed] = told as Attempted[];
    expect(up?.changes).toEqual({ create: 3 });
    expect(failed).toHaveLength(2);
    for (const { error, milliseconds } of failed) {
      expect(error).toContain(problem);
      expect(milliseconds).toBeLessThan(soon);
    }
    expect((await emulator.requests()).filter((request) => request.startsWith("DELETE"))).toEqual([]);
  });

  it("ends a program in a folder with its problems", async () => {
    const { run } = await automationHost();
    const told = await run(`
      const { writeFileSync } = await import("node:fs");
      const start = 'const comm100 = require("pulumi-comm100");';
      writeFileSync("index.js", start + 'module.exports = async () => {${wrong.replaceAll("\n", " ")}};');
      const stack = await LocalWorkspace.createOrSelectStack({ stackName: "test", workDir: process.cwd() });
      for (const operation of ["preview", "up"]) tell(await attempt(stack[operation]()));`);
    for (const failed of told as Attempted[]) {
      expect(failed.error).toContain(problem);
      expect(failed.milliseconds).toBeLessThan(soon);
    }
  });
});
