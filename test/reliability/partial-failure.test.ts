import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { Definition, Properties } from "../../provider/core/definition";
import { factsOf } from "../../provider/core/field-facts";
import { definitions } from "../../provider/definitions";
import { customVariable } from "../../provider/definitions/custom-variable";
import { create } from "../../provider/lifecycle/lifecycle";
import { internal, PROVIDER_TEXT } from "../../provider/pulumi/identity";
import * as provider from "../../provider/pulumi/runtime";
import { onEachEngine } from "../engine/on-each-engine";
import { people } from "../support/arbitrary";
import { sampleOf } from "../support/behind";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { type Gate, openGate } from "../support/gate";
import { membersOf, openRun, parentsOf } from "../support/lifecycle-calls";
import { brief, openSite, succeeded } from "../support/site";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const isNeeded = ({ naturalKey, fields }: Definition, name: string) => {
  const field = fields[name];
  return (
    naturalKey.some((path) => path.split(".")[0] === name) ||
    (field && (factsOf(field).required === true || factsOf(field).requiredWhen !== undefined))
  );
};

/** A service that creates objects with nothing but what they can't be without. */
async function serviceThatCreatesInPart(
  definition: Definition,
): Promise<{ emulator: TestEmulator; gate: Gate }> {
  const emulator = await startTestEmulator();
  await emulator.load(people);
  const gate = await openGate((method, body) =>
    method === "POST"
      ? Object.fromEntries(Object.entries(body).filter(([name]) => isNeeded(definition, name)))
      : body,
  );
  gate.watch(emulator.url);
  open.push(gate, emulator);
  return { emulator, gate };
}

/** Kinds that have fields which they can be without. */
const collections = definitions.filter(
  (definition) =>
    definition.kind === "collection" &&
    Object.keys(definition.fields).some((name) => name in definition.inputs && !isNeeded(definition, name)),
);

const asInputs = ({ name }: Definition, declared: Properties) => ({
  ...declared,
  [internal.kind]: name,
  [internal.provider]: PROVIDER_TEXT,
});

interface Partly extends Error {
  id: string;
  properties: Properties;
  reasons: string[];
}

async function createdInPart(inputs: Properties): Promise<Partly> {
  try {
    await provider.create(inputs);
  } catch (error) {
    return error as Partly;
  }
  throw new Error("All was created");
}

describe("what a service creates in part", () => {
  it.each(collections.map((definition) => [definition.name, definition] as const))(
    "%s: is in the state when the second step is refused, and the next update finishes it",
    async (_, definition) => {
      const { emulator, gate } = await serviceThatCreatesInPart(definition);
      const config = new Map([
        ...Object.entries({ ...emulator.config, "comm100:apiKey": "emulator-api-key" }),
        ["comm100:baseUrl", gate.url],
      ]);
      await provider.configure({ config: { get: (name: string) => config.get(name) } } as never);
      const run = openRun(emulator);
      open.push(run);
      const parents = await parentsOf(run.context, definition);
      const before = await membersOf(emulator, definition, parents);
      await emulator.fault({ method: "PUT", path: "/**", times: 50, fault: { status: 403 } });
      const inputs = { ...sampleOf(definition, 3), ...parents };
      const error = await createdInPart(asInputs(definition, inputs));
      expect(error.reasons.join()).toMatch(
        new RegExp(
          `^${definition.name} ${error.id} was created without all .*the next pulumi up finishes it`,
        ),
      );
      expect(error.properties).toMatchObject({ [internal.provider]: PROVIDER_TEXT, ...parents });
      expect(await membersOf(emulator, definition, parents)).toHaveLength(before.length + 1);

      await fetch(`${emulator.url}/_emulator/faults`, { method: "DELETE" });
      const checked = await provider.check(inputs, asInputs(definition, inputs));
      const { outs } = await provider.update(error.id, error.properties, checked.inputs as Properties);
      const read = await provider.read(error.id, outs as Properties);
      expect(read.inputs).toEqual({ ...inputs, [internal.kind]: definition.name });
      expect(await membersOf(emulator, definition, parents)).toHaveLength(before.length + 1);
    },
  );

  it("takes the second step at once where nothing keeps it from it", async () => {
    const { emulator, gate } = await serviceThatCreatesInPart(customVariable);
    const run = openRun({ url: gate.url });
    open.push(run);
    await create(run.context, customVariable, { name: "Cart", type: "text", value: "cart.total" });
    expect(await emulator.requests()).toEqual([
      "GET /customVariables",
      "POST /customVariables",
      "GET /customVariables/{id}",
      "PUT /customVariables/{id}",
    ]);
    expect(await emulator.call("GET", "/customVariables")).toMatchObject([{ value: "cart.total" }]);
  });
});

const secret = "obviously-fake-password";
const program = (fields: string) => `
  const sales = new comm100.Campaign("sales", { name: "Sales", description: "Before buying" });
  new comm100.ChatWindow("window", { campaignId: sales.id, ${fields} });
`;
const mailServer = `isTranscriptSentForArchiving: true, isSMTPServerCustomized: true, customSMTPServer: {
  mailServer: "mail.example.com", IsAuthenticationRequired: true, username: "chat", password: "${secret}" }`;

onEachEngine((engine) => {
  it("keeps an object whose second step was refused in the state, and the next up repairs it", async () => {
    const gate = await openGate((method, body) => (method === "POST" ? { name: body.name } : body));
    open.push(gate);
    const { emulator, project, stack, find } = await openSite(engine, {
      environment: { COMM100_BASE_URL: gate.url },
    });
    gate.watch(emulator.url);
    await emulator.fault({ method: "PUT", path: "/campaigns/*", fault: { status: 403 } });
    const whole = program(`greetingMessage: "Welcome"`);
    project.write(whole);
    const failed = await stack.up();
    expect(failed.succeeded).toBe(false);
    expect(failed.output).toContain("was created without all of what is declared (description)");
    const stored = (await stack.export()).deployment.resources?.find(({ urn }) => urn.endsWith("::sales"));
    const { id } = await find("/campaigns");
    expect(stored).toMatchObject({ id, initErrors: [expect.stringContaining("answered 403")] });
    expect(stored?.outputs).toMatchObject({ [internal.provider]: PROVIDER_TEXT });

    const repaired = succeeded(await stack.up());
    expect(repaired.steps.map(({ op, name }) => `${op} ${name}`)).toEqual(["update sales", "create window"]);
    expect(await find("/campaigns")).toMatchObject({ id, description: "Before buying" });
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
  });

  it("remembers what a singleton was before a write whose answer was lost for good, and sends a secret again", async () => {
    const { emulator, project, stack, find, apply } = await openSite(engine);
    await apply(program("").replace(/new comm100.ChatWindow.*/, ""));
    const { id } = await find("/campaigns");
    const address = `/campaigns/${id}/chatWindow`;
    const { customSMTPServer: _, ...before } = await emulator.call<Properties>("GET", address);
    const loseAnswer = () =>
      emulator.fault({
        method: "PUT",
        path: "/campaigns/*/chatWindow",
        fault: { status: 500, when: "after" },
      });
    // A look shows that it was written.
    await loseAnswer();
    await apply(program(`greetingMessage: "Welcome"`));
    // Of a password no look shows it.
    await loseAnswer();
    project.write(program(`greetingMessage: "Welcome", color: "#0A66C2", ${mailServer}`));
    const failed = await stack.up();
    expect(failed.succeeded).toBe(false);
    expect(failed.output).toContain("Whether the ChatWindow was written is not known");
    await emulator.forgetRequests();
    succeeded(await stack.up());
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    expect(await emulator.requests()).toContain("PUT /campaigns/{id}/chatWindow");
    for (const file of await stack.backendFiles()) expect(readFileSync(file, "utf8")).not.toContain(secret);

    succeeded(await apply(program("").replace(/new comm100.ChatWindow.*/, "")));
    // What holds a secret stays: what it was before isn't remembered.
    const { customSMTPServer, ...after } = await emulator.call<Properties>("GET", address);
    expect(customSMTPServer).toMatchObject({ mailServer: "mail.example.com" });
    expect(after).toEqual(before);
  });
});
