import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { canonical } from "../../provider/core/canonical";
import type { Properties } from "../../provider/core/definition";
import { definitionNamed, definitions } from "../../provider/definitions";
import { pulumiMissing } from "../engine";
import type { Deployment } from "../engine/engine";
import { people as namedBySamples } from "../support/arbitrary";
import { changeBehind, type Declared, sampleOf, seedThatChanges } from "../support/behind";
import { type CliStack, openCliStack, type Ran } from "../support/cli-stack";
import { needs } from "../support/needs";
import { siteDescription } from "../support/site-description";

const people: object = JSON.parse(
  readFileSync(resolve(__dirname, "../../examples/full-site/people.json"), "utf8"),
);

interface Property {
  property: string;
  left: unknown;
  right: unknown;
}
interface Found {
  differences: { urn: string; kind: string; object: string; change: string; properties: Property[] }[];
  managed: number;
  total: number;
  unmanaged: { object: string }[];
}

async function succeeds(running: Promise<Ran>): Promise<Ran> {
  const ran = await running;
  if (ran.code !== 0) throw new Error(ran.output + ran.notes);
  return ran;
}

async function driftOf(stack: CliStack, ...args: string[]): Promise<Found & Ran> {
  const ran = await stack.comm100(["drift", "--stack", "test", "--json", ...args]);
  if (ran.output === "") throw new Error(ran.notes);
  return { ...(JSON.parse(ran.output) as Found), ...ran };
}

/** A stack with every kind of object, and all of its resources. */
async function openFullSite(): Promise<{ stack: CliStack; declared: Map<string, Declared> }> {
  const stack = await openCliStack();
  const description = siteDescription(10);
  const statuses = (description.agents as { status: string }[]).map(({ status }) => ({ name: status }));
  await stack.emulator.load(people);
  await stack.emulator.load(namedBySamples);
  await stack.emulator.load({ agentAwayStatuses: statuses });
  stack.project.write(`new comm100.LiveChatSite("shop", ${JSON.stringify(description)});`);
  await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
  const { output } = await succeeds(stack.pulumi(["stack", "export", "--show-secrets"]));
  const { deployment } = JSON.parse(output) as Deployment;
  const declared = (deployment.resources ?? []).flatMap(({ urn, id = "", inputs = {} }) => {
    const definition = definitionNamed(inputs.__kind);
    return definition ? [[urn, { definition, id, inputs: plain(inputs) as Properties }] as const] : [];
  });
  return { stack, declared: new Map(declared) };
}

/** With secrets in clear, as a program has them. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("plaintext" in value) return JSON.parse(String(value.plaintext));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

describe("comm100 drift of a stack", { ...needs(pulumiMissing()), timeout: 300_000 }, () => {
  it("reports every field of every kind that was changed on the site, and nothing else", async () => {
    const { stack, declared } = await openFullSite();
    const { emulator } = stack;
    const before = JSON.stringify((await stack.state()).deployment);
    await emulator.forgetRequests();
    const clean = await driftOf(stack);
    expect([clean.code, clean.differences]).toEqual([0, []]);
    const calls = await emulator.requests();
    expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(collectionsIn(declared));
    // Also those that the provider makes, in a process of Pulumi's.
    expect(clean.notes).toMatch(/^Reading stack \S+: (\d+) calls\.\n\1 calls\.\n$/);
    expect(clean.notes).toContain(`\n${calls.length} calls.\n`);

    const left = new Set(fieldsOf(declared));
    for (let round = 0; left.size > 0 && round < 10; round++) {
      const expected = new Map<string, string[]>();
      for (const [urn, one] of declared) {
        const { name } = one.definition;
        const fields = Object.keys(one.inputs).filter((field) => left.has(`${name}.${field}`));
        const seed = seedThatChanges(one, fields);
        // Besides the three that there always are, an agent's status is one that the site names.
        const { status } = sampleOf(one.definition, seed);
        if (name === "LiveChatAgent") await emulator.load({ agentAwayStatuses: [{ name: status }] });
        // What is part of another object is changed with it.
        const changed = await changeBehind(emulator, one, seed);
        if (changed.size > 0) expected.set(urn, [...changed.keys()].sort());
        for (const field of changed.keys()) left.delete(`${name}.${field}`);
      }
      const { code, differences, output } = await driftOf(stack);
      expect(code).toBe(2);
      const found = differences.map(({ urn, properties }) => [urn, topLevel(properties)] as const);
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
      for (const { urn, properties } of differences) expectValues(declared.get(urn), properties);
      expect(output).not.toContain("obviously-fake-secret");
    }
    expect([...left]).toEqual([]);
    expect(JSON.stringify((await stack.state()).deployment)).toBe(before);
  });

  it("reports what was deleted, what isn't managed, and the line that would accept a value", async () => {
    const stack = await openCliStack();
    const { emulator, project, environment } = stack;
    project.write(`
      const sales = new comm100.Campaign("sales", { name: "Sales" });
      new comm100.ChatButton("button", { campaignId: sales.id, adaptiveButtonColor: "#0A66C2" });
      new comm100.Webhook("archive", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });
      new comm100.MobilePush("push", { androidGcmAPIKey: "obviously-fake-secret-1" });`);
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    const [webhook] = await emulator.call<{ id: string }[]>("GET", "/webhooks");
    await emulator.call("DELETE", `/webhooks/${webhook?.id}`);
    await emulator.call("POST", "/campaigns", { name: "Somebody's" });
    const [sales] = await emulator.call<{ id: string }[]>("GET", "/campaigns");
    const button = await emulator.call<object>("GET", `/campaigns/${sales?.id}/chatButton`);
    await emulator.call("PUT", `/campaigns/${sales?.id}/chatButton`, {
      ...button,
      adaptiveButtonColor: "#FF0000",
    });
    const push = await emulator.call<object>("GET", "/mobilePush");
    await emulator.call("PUT", "/mobilePush", { ...push, androidGcmAPIKey: "obviously-fake-secret-2" });

    environment.COMM100_BASE_URL = emulator.url;
    environment.COMM100_EMAIL = "agent@example.com";
    environment.COMM100_API_KEY = "emulator-api-key";
    await emulator.forgetRequests();
    const found = await driftOf(stack, "--unmanaged", "--accept");
    expect(found.code).toBe(2);
    expect(found.differences).toMatchObject(
      [
        { object: "Webhook archive", change: "missing", properties: [] },
        {
          object: "ChatButton button",
          properties: [
            {
              property: "adaptiveButtonColor",
              left: "#0A66C2",
              right: "#FF0000",
              accept: 'adaptiveButtonColor: "#FF0000",',
            },
          ],
        },
        {
          object: "MobilePush push",
          properties: [{ property: "androidGcmAPIKey", left: "[secret]", right: "[secret]" }],
        },
      ].sort((one, other) => order(found).indexOf(one.object) - order(found).indexOf(other.object)),
    );
    expect(found.unmanaged.map(({ object }) => object)).toContain("campaigns[Somebody's]");
    expect(found.managed).toBe(3);
    expect((await emulator.requests()).filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect((await stack.comm100(["drift", "--stack", "test"])).output).toContain(
      "Webhook archive: not on the site",
    );
    for (const format of ["text", "markdown", "junit", "sarif"]) {
      const { output, code } = await stack.comm100(["drift", "--stack", "test", "--format", format]);
      expect(code).toBe(2);
      expect(output).toContain("#FF0000");
      expect(output).not.toContain("obviously-fake-secret");
    }
    const ignoring = [
      "--ignore",
      "Webhook *",
      "--ignore",
      "*.androidGcmAPIKey",
      "--ignore",
      "*::button.adaptiveButtonColor",
    ];
    expect((await driftOf(stack, ...ignoring)).code).toBe(0);
  });

  it("--accept speaks of the lines of the document that the stack was made from, and of its overlay", async () => {
    const stack = await openCliStack();
    const { emulator, project } = stack;
    const put = (name: string, text: string) => writeFileSync(join(project.folder, name), text);
    put(
      "site.yaml",
      `settings: { isJoinmeEnabled: false }\ncampaigns:\n  - name: Sales\n    description: Ours\n    chatButton:\n      type: adaptive\n      adaptiveButtonColor: \${brand}\n`,
    );
    put("test.overlay.yaml", 'values:\n  brand: "#0A66C2"\n');
    const site = { baseUrl: emulator.url, emailEnv: "E", apiKeyEnv: "K" };
    const files = { document: "site.yaml", overlay: "test.overlay.yaml" };
    const sites = {
      shop: { ...site, ...files, stack: "test" },
      other: { ...site, document: "site.yaml", overlay: "other.overlay.yaml" },
    };
    put("comm100.config.yaml", JSON.stringify({ sites }));
    put("other.overlay.yaml", 'values: { brand: "#00FF00" }\n');
    project.write(
      'new comm100.LiveChatSite("shop", { document: comm100.readSite("site.yaml", { overlay: "test.overlay.yaml" }) });',
    );
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    const [sales] = await emulator.call<{ id: string }[]>("GET", "/campaigns");
    const change = async (path: string, changes: object) =>
      emulator.call("PUT", path, { ...(await emulator.call<object>("GET", path)), ...changes });
    await change("/settings", { isJoinmeEnabled: true });
    await change(`/campaigns/${sales?.id}`, { description: "Theirs" });
    await change(`/campaigns/${sales?.id}/chatButton`, { adaptiveButtonColor: "#FF0000" });
    const { differences, code } = await driftOf(stack, "--accept");
    expect(code).toBe(2);
    const lines = differences.flatMap(({ object, properties }) =>
      properties.map((one) => [object, one] as const),
    );
    expect(Object.fromEntries(lines)).toMatchObject({
      "Settings shop": {
        accept: "isJoinmeEnabled: true",
        acceptAt: { file: "site.yaml", line: 1, column: 13 },
        alsoChanges: ["other"],
      },
      "Campaign shop/Sales": {
        accept: "description: Theirs",
        acceptAt: { file: "site.yaml", line: 4, column: 5 },
        alsoChanges: ["other"],
      },
      "ChatButton shop/Sales": {
        position: { file: "test.overlay.yaml", line: 2 },
        accept: 'brand: "#FF0000"',
        acceptAt: { file: "test.overlay.yaml", line: 2, column: 3 },
      },
    });
  });

  it("tells in one line why a stack can't be read", async () => {
    const stack = await openCliStack();
    stack.project.write(
      `new comm100.Campaign("sales", { name: "Sales" }); new comm100.Settings("s", { isJoinmeEnabled: true });`,
    );
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    stack.environment.COMM100_API_KEY = "obviously-fake-key";
    const { code, notes } = await stack.comm100(["drift", "--stack", "test"]);
    expect(code).toBe(1);
    expect(notes).toMatch(
      /^Reading stack test: 2 calls\.\n\d+ calls?\.\ncomm100: The objects of stack "test" can't be read\. .* answered 401 [^\n]* has to come from the environment\.[^\n]*\n$/,
    );
    expect(notes).toContain("A key that was rotated since the last update has to come from the environment.");
    expect(notes).not.toContain("obviously-fake-key");
    const unknown = await stack.comm100(["drift", "--stack", "tset"]);
    expect([unknown.code, unknown.notes]).toEqual([
      1,
      'comm100: There is no stack "tset". pulumi stack ls shows those that there are; pulumi stack init tset makes it.\n',
    ]);
    const elsewhere = await stack.comm100(["drift", "--stack", "test", "--cwd", "/"]);
    expect([elsewhere.code, elsewhere.notes]).toEqual([
      1,
      "comm100: There is no Pulumi project in /: say --cwd with its folder.\n",
    ]);
  });
});

const order = ({ differences }: Found) => differences.map(({ object }) => object);

const topLevel = (properties: readonly Property[]) =>
  [...new Set(properties.map(({ property }) => property.split(/[.[ ]/)[0] ?? ""))].sort();

/** The values of properties that aren't lists or objects of their own: what was declared, and what is there. */
function expectValues(one: Declared | undefined, properties: readonly Property[]): void {
  for (const { property, left, right } of properties) {
    const field = one?.definition.inputs[property];
    if (!one || !field || left === "[secret]") continue;
    expect(canonical(field, left)).toEqual(canonical(field, one.inputs[property]));
    expect(canonical(field, right)).not.toEqual(canonical(field, left));
  }
}

/** Every collection, and every singleton, costs a call. */
const collectionsIn = (declared: ReadonlyMap<string, Declared>): number =>
  new Set(
    [...declared.values()].map(({ definition, inputs }) =>
      definition.path.replace(/\{(\w+)\}/g, (_found, name: string) => String(inputs[name])),
    ),
  ).size;

/** What can be seen of what is declared: a secret that the service doesn't return can't. */
const fieldsOf = (declared: ReadonlyMap<string, Declared>): string[] => {
  const present = [...declared.values()];
  return definitions.flatMap(({ name, fields }) =>
    Object.keys(fields)
      .filter((field) =>
        present.some(({ definition, inputs }) => definition.name === name && Object.hasOwn(inputs, field)),
      )
      .map((field) => `${name}.${field}`),
  );
};
