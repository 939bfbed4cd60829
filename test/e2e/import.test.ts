import { existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PULUMI_MISSING, pulumiOnPath } from "../engine";
import type { DeploymentResource } from "../engine/engine";
import { type CliStack, openCliStack, type Ran } from "../support/cli-stack";
import { startTestEmulator } from "../support/emulator";
import { writes } from "../support/site";

const isHere = process.env.COMM100_TEST_ENGINE !== "stand-in" && pulumiOnPath() !== undefined;
const title = isHere
  ? "comm100 import on the Pulumi CLI"
  : `comm100 import on the Pulumi CLI (skipped: ${PULUMI_MISSING}, or COMM100_TEST_ENGINE rules it out)`;

interface Summary {
  imported: { kind: string; name: string; id: string; differs: string[] }[];
  notImported: { kind: string; name: string; reason: string }[];
  method?: string;
  backup?: string;
  changes?: { op: string; urn: string }[];
}

/** Runs `comm100 import --yes --json`. */
async function imported(stack: CliStack, ...args: string[]): Promise<Summary & Ran> {
  const ran = await stack.comm100(["import", "--stack", "test", "--yes", "--json", ...args]);
  if (ran.output === "") throw new Error(ran.notes);
  return { ...(JSON.parse(ran.output) as Summary), ...ran };
}

async function succeeds(running: Promise<Ran>): Promise<Ran> {
  const ran = await running;
  if (ran.code !== 0) throw new Error(ran.output + ran.notes);
  return ran;
}

/** A state without what differs from one run to the next: times, ids of providers, what encryption makes of a secret. */
function comparable(resources: readonly DeploymentResource[]): unknown[] {
  return resources
    .map((resource) => {
      const { created, modified, ...rest } = resource as DeploymentResource & Record<string, unknown>;
      const isProvider = resource.type.startsWith("pulumi:providers:");
      const text = JSON.stringify({ ...rest, ...(isProvider && { id: "" }) })
        .replace(/"ciphertext":"[^"]*"/g, '"ciphertext":""')
        .replace(/(pulumi-nodejs::\w+::)[0-9a-f-]{36}/g, "$1");
      return JSON.parse(text) as DeploymentResource;
    })
    .sort((one, other) => (one.urn < other.urn ? -1 : 1));
}

/** Without what an import file doesn't carry: the engine leaves it to the next update. */
const engineLike = (resources: readonly DeploymentResource[]) =>
  comparable(
    resources.map((resource) => {
      const { propertyDependencies, sourcePosition, stackTrace, ...rest } = resource as DeploymentResource & {
        sourcePosition?: string;
        stackTrace?: unknown;
      };
      return rest;
    }),
  );

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const handWritten = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "textLink", textLinkButtonText: pulumi.secret("obviously-fake-secret-text") }, { ignoreChanges: ["type"] });
  const hello = new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello", textColor: "#AABBCC" }, { protect: true });
  new comm100.DynamicCampaign("dynamic", { defaultCampaignId: sales.id });
  new comm100.Webhook("archive", { event: "chatStarted", targetUrl: pulumi.secret("https://hooks.example.com/obviously-fake-secret-path") }, { dependsOn: [hello] });
  exports.campaign = sales.id;`;

/** The objects that the program declares, made by somebody else. */
async function makeObjects({ emulator }: CliStack): Promise<void> {
  const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", {
    name: "Sales",
    description: "Ours",
  });
  const button = await emulator.call<object>("GET", `/campaigns/${id}/chatButton`);
  await emulator.call("PUT", `/campaigns/${id}/chatButton`, {
    ...button,
    type: "textLink",
    textLinkButtonText: "obviously-fake-secret-text",
  });
  await emulator.call("POST", `/campaigns/${id}/invitation/autoInvitations`, {
    name: "Hello",
    textColor: "#aabbcc",
  });
  await emulator.call("PUT", "/dynamicCampaign", { defaultCampaignId: id, dynamicCampaignRules: [] });
  for (const path of ["obviously-fake-secret-path", "other"]) {
    const targetUrl = `https://hooks.example.com/${path}`;
    await emulator.call("POST", "/webhooks", { event: "chatStarts", targetUrl });
  }
}

describe.skipIf(!isHere)(title, { timeout: 120_000 }, () => {
  it("writes the program of a site, and then takes all of it without a write; destroy gives it back", async () => {
    const stack = await openCliStack();
    const { emulator, project, environment } = stack;
    await emulator.load("demo");
    for (const name of ["Pulumi.yaml", "index.js"]) {
      if (existsSync(join(project.folder, name)))
        renameSync(join(project.folder, name), join(project.folder, `${name}.old`));
    }
    renameSync(join(project.folder, "package.json"), join(project.folder, "package.json.old"));
    renameSync(join(project.folder, "node_modules"), join(project.folder, "packages"));
    Object.assign(environment, emulator.environment);
    const written = await stack.comm100(["import", "--stack", "test"]);
    expect(written.code).toBe(1);
    expect(written.notes).toContain("Run npm install there, then this command again.");
    renameSync(join(project.folder, "packages"), join(project.folder, "node_modules"));
    project.put(
      "Pulumi.yaml",
      `${readFileSync(join(project.folder, "Pulumi.yaml"), "utf8").replace(/^name: .*$/m, "name: site")}`,
    );
    const document = readFileSync(join(project.folder, "site.yaml"), "utf8");
    for (const [, name = ""] of document.matchAll(/secret: (\w+)/g)) {
      environment[name] = name.includes("GCM") ? await gcmKey(stack) : "obviously-fake-secret";
    }

    const before = await wholeSite(stack);
    await emulator.forgetRequests();
    const plan = await stack.comm100(["import", "--stack", "test"]);
    expect(plan.code).toBe(2);
    expect(plan.output).toContain("54 objects to import into stack test");
    expect((await stack.state()).deployment.resources).toBeUndefined();

    const done = await imported(stack);
    expect(done).toMatchObject({ code: 0, method: "state", notImported: [], changes: [] });
    await succeeds(stack.pulumi(["preview", "--expect-no-changes"]));
    await succeeds(stack.pulumi(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]));
    expect(writes(await emulator.requests())).toEqual([]);
    expect(stack.filesWith(/obviously-fake|emulator-api-key/)).toEqual([]);
    expect(statSync(done.backup ?? "").mode & 0o777).toBe(0o600);

    await succeeds(stack.pulumi(["destroy", "--yes", "--skip-preview"]));
    const after = await wholeSite(stack);
    expect(after.campaigns).toEqual([]);
    expect(after.settings).toEqual(before.settings);
    expect(after.mobilePush).toEqual(before.mobilePush);
  });

  it("leaves the state that an update leaves which finds everything there", async () => {
    const stack = await openCliStack();
    stack.project.write(handWritten);
    await makeObjects(stack);
    await stack.emulator.forgetRequests();
    const { changes, method, imported: objects } = await imported(stack);
    expect({ changes, method }).toEqual({ changes: [], method: "state" });
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      "AutoInvitation",
      "Campaign",
      "ChatButton",
      "DynamicCampaign",
      "Webhook",
    ]);
    expect(writes(await stack.emulator.requests())).toEqual([]);
    expect(stack.filesWith(/obviously-fake|emulator-api-key/)).toEqual([]);
    const own = (await stack.state()).deployment.resources ?? [];
    // Outputs of the stack come with the first update.
    await succeeds(stack.comm100(["import", "--stack", "test", "--undo", "--yes"]));
    expect((await stack.state()).deployment.resources).toBeUndefined();
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    expect(writes(await stack.emulator.requests())).toEqual([]);
    const updated = (await stack.state()).deployment.resources ?? [];
    const withoutOutputs = (resource: DeploymentResource) => {
      const { outputs, ...rest } = resource;
      return resource.type === "pulumi:pulumi:Stack" ? rest : resource;
    };
    expect(comparable(own.map(withoutOutputs))).toEqual(comparable(updated.map(withoutOutputs)));
  });

  it("has the engine add what an import file can carry, and leaves the same state", async () => {
    const stack = await openCliStack();
    stack.project.write(flat);
    await makeFlatObjects(stack);
    await stack.emulator.forgetRequests();
    const byEngine = await imported(stack);
    expect(byEngine).toMatchObject({ code: 0, method: "engine", changes: [] });
    const first = (await stack.state()).deployment.resources ?? [];
    const undone = await succeeds(stack.comm100(["import", "--stack", "test", "--undo", "--yes", "--json"]));
    expect((JSON.parse(undone.output) as { removed: string[] }).removed).toHaveLength(4);
    const byState = await imported(stack, "--method", "state");
    expect(byState).toMatchObject({ code: 0, method: "state", changes: [] });
    const second = (await stack.state()).deployment.resources ?? [];
    expect(engineLike(second)).toEqual(engineLike(first));
    expect(writes(await stack.emulator.requests())).toEqual([]);
    await succeeds(stack.pulumi(["destroy", "--yes", "--skip-preview"]));
    expect(await stack.emulator.call("GET", "/webhooks")).toEqual([]);
  });

  it("lets the engine add the rest, too, when it is told to; the next update notes what depends on what", async () => {
    const stack = await openCliStack();
    stack.project.write(`
      class Shop extends pulumi.ComponentResource {
        constructor(name) { super("my:Shop", name); new comm100.Campaign("eu", { name: "EU" }, { parent: this }); }
      }
      new Shop("shop");
      ${handWritten}`);
    await makeObjects(stack);
    await stack.emulator.call("POST", "/campaigns", { name: "EU" });
    await stack.emulator.forgetRequests();
    const done = await imported(stack, "--method", "engine");
    expect(done).toMatchObject({ code: 0, method: "engine", changes: [] });
    expect(done.notes).toContain("noted in the state by the next pulumi up");
    expect(stack.filesWith(/obviously-fake|emulator-api-key/)).toEqual([]);
    expect(stack.filesWith(/pulumi-comm100\/provider/)).not.toEqual([]);
    const named = async (name: string) =>
      (await stack.state()).deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
    expect((await named("button"))?.deletedWith).toBeUndefined();
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    expect((await named("button"))?.deletedWith).toContain("Campaign::sales");
    expect((await named("button"))?.additionalSecretOutputs).toEqual(["__earlier"]);
    expect((await named("eu"))?.parent).toContain("my:Shop::shop");
    // An update that changes nothing takes nothing from what can be undone.
    await succeeds(stack.comm100(["import", "--stack", "test", "--undo", "--yes"]));
    expect((await stack.state()).deployment.resources).toBeUndefined();
    expect(writes(await stack.emulator.requests())).toEqual([]);
  });

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
    project.write(`
      new comm100.CustomVariable("cart", { name: "Cart", type: "text" });
      const sales = new comm100.Campaign("sales", { name: "Sales", description: "Theirs" });
      new comm100.ChatButton("button", { campaignId: sales.id });
      const fresh = new comm100.Campaign("fresh", { name: "Fresh" });
      new comm100.ChatButton("fresh-button", { campaignId: fresh.id }, { dependsOn: [sales] });
      ${there}`);
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
    await until(() => stack.stateText().includes("comm100:CustomVariable"));
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

  it("refuses a state that it doesn't understand, twins, another site and what it can't undo", async () => {
    const stack = await openCliStack();
    const { emulator, project } = stack;
    const refused = async (message: string, ...args: string[]) => {
      const state = await stack.pulumi(["stack", "export"]);
      const ran = await stack.comm100(["import", "--stack", "test", "--yes", ...args]);
      expect(ran.notes).toContain(message);
      expect(ran.notes).not.toMatch(/^\s+at /m);
      expect(ran.code).toBe(1);
      expect((await stack.pulumi(["stack", "export"])).output).toBe(state.output);
    };
    project.write(flat);
    await refused("has no backup of an import", "--undo");
    await refused('There is no stack "nope". Create it with: pulumi stack init nope', "--stack", "nope");
    project.put(
      "comm100.config.yaml",
      `sites: { other: { baseUrl: "http://127.0.0.1:1", emailEnv: COMM100_EMAIL, apiKeyEnv: COMM100_API_KEY } }\n`,
    );
    stack.environment.COMM100_EMAIL = "agent@example.com";
    stack.environment.COMM100_API_KEY = "emulator-api-key";
    await refused(
      `manages the site at ${emulator.url}, but --site is at http://127.0.0.1:1`,
      "--site",
      "other",
    );
    for (const type of ["text", "integer"])
      await emulator.call("POST", "/customVariables", { name: "Cart", type });
    await refused('CustomVariable "cart": the site has 2 of the same name: ids');
    project.write(`new comm100.CustomVariable("cart", { nam: "Cart" });`);
    await refused('Did you mean "name"?');
    project.write(flat);

    project.write(
      `new comm100.Webhook("archive", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });`,
    );
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    const good = (await stack.pulumi(["stack", "export"])).output;
    const edited = async (change: (state: { deployment: Record<string, unknown> }) => void) => {
      const state = JSON.parse(good) as { deployment: Record<string, unknown> };
      change(state);
      await succeeds(stack.pulumi(["stack", "import"], JSON.stringify(state)));
    };
    const webhook = ({ deployment }: { deployment: Record<string, unknown> }) =>
      (deployment.resources as DeploymentResource[]).find(({ urn }) => urn.endsWith("::archive"));
    await edited((state) => delete webhook(state)?.outputs?.__provider);
    await refused("isn't as this package writes it");
    await edited((state) => Object.assign(webhook(state)?.inputs ?? {}, { __kind: "Telegraph" }));
    await refused("is of a kind that this version of pulumi-comm100 doesn't have (Telegraph)");
  });
});

/** What the engine is asked to import by itself: nothing in it belongs to anything else. */
const flat = `
  new comm100.CustomVariable("cart", { name: "Cart", type: "text" });
  new comm100.Webhook("archive", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });`;

async function makeFlatObjects({ emulator }: CliStack): Promise<void> {
  await emulator.call("POST", "/customVariables", { name: "Cart", type: "text" });
  await emulator.call("POST", "/webhooks", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });
}

const gcmKey = async ({ emulator }: CliStack) =>
  (await emulator.call<{ androidGcmAPIKey: string }>("GET", "/mobilePush")).androidGcmAPIKey;

async function wholeSite({ emulator }: CliStack) {
  const [campaigns, settings, mobilePush] = await Promise.all(
    ["/campaigns", "/settings", "/mobilePush"].map((path) => emulator.call("GET", path)),
  );
  return { campaigns, settings, mobilePush };
}
