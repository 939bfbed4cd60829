import { existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { DeploymentResource } from "../engine/engine";
import { type CliStack, openCliStack } from "../support/cli-stack";
import {
  describeImport,
  flat,
  handWritten,
  imported,
  makeFlatObjects,
  makeObjects,
  type Summary,
  succeeds,
} from "../support/importing";
import { fillRandomly, peopleOf } from "../support/random-site";
import { writes } from "../support/site";

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

/** The names of what a state protects. */
async function protectedIn(stack: CliStack): Promise<string[]> {
  const { resources = [] } = (await stack.state()).deployment;
  return resources
    .filter(({ protect }) => protect)
    .map(({ urn }) => urn.split("::").at(-1) ?? "")
    .sort();
}

const campaignsOf = ({ imported: all }: Summary) =>
  all
    .filter(({ kind }) => kind === "Campaign")
    .map(({ name }) => name)
    .sort();

describeImport("of everything that a program declares", () => {
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
    expect(written.code).toBe(0);
    expect(written.notes).toContain(
      "Next:\n  npm install\n  pulumi stack init test\n  npx pulumi-comm100 import",
    );
    expect(readFileSync(join(project.folder, "site.yaml"), "utf8")).toMatch(
      /^omitted: default\ndefaultsVersion: 1$/m,
    );
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

    // The program protects its campaigns, too, so that an update leaves them protected.
    expect(await protectedIn(stack)).toEqual(campaignsOf(done));
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]));
    expect(await protectedIn(stack)).toEqual(campaignsOf(done));
    await succeeds(stack.pulumi(["state", "unprotect", "--all", "--yes"]));
    await succeeds(stack.pulumi(["destroy", "--yes", "--skip-preview"]));
    const after = await wholeSite(stack);
    expect(after.campaigns).toEqual([]);
    expect(after.settings).toEqual(before.settings);
    expect(after.mobilePush).toEqual(before.mobilePush);
  });

  it("takes a random site from its document, and nothing is left to change", async () => {
    const stack = await openCliStack();
    const { emulator, project, environment } = stack;
    await fillRandomly(emulator, peopleOf(7, "aaaaaaaa"), 13);
    Object.assign(environment, emulator.environment);
    const { output: document } = await succeeds(stack.comm100(["export"]));
    project.put("site.yaml", document);
    project.write(`new comm100.LiveChatSite("site", { document: comm100.readSite("site.yaml") });`);
    for (const [, name = ""] of document.matchAll(/secret: (\w+)/g)) {
      environment[name] = "obviously-fake-secret";
    }
    await emulator.forgetRequests();
    const done = await imported(stack);
    expect(done.notImported).toEqual([]);
    expect(await protectedIn(stack)).toEqual(campaignsOf(done));
    expect(done.notes).toContain("The program doesn't protect them, so that the next pulumi up takes it off");
    // As many as the state then holds: a site of no more than a handful would show nothing.
    const { resources = [] } = (await stack.state()).deployment;
    const held = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/comm100:"));
    expect(held.length).toBeGreaterThan(10);
    expect(done.imported).toHaveLength(held.length);
    // What the random secrets are isn't known here.
    const secret = /password|certificate|apiKey|headers/i;
    expect(done.imported.flatMap(({ differs }) => differs).filter((path) => !secret.test(path))).toEqual([]);
    const { output } = await stack.pulumi(["preview", "--json"]);
    const steps = (JSON.parse(output) as { steps: { op: string; diffReasons?: string[] }[] }).steps;
    const changes = steps.filter(({ op }) => op !== "same");
    expect(
      changes.flatMap(({ op, diffReasons = [op] }) => diffReasons).filter((path) => !secret.test(path)),
    ).toEqual([]);
    expect(writes(await emulator.requests())).toEqual([]);
  });

  it("leaves the state that an update leaves which finds everything there", async () => {
    const stack = await openCliStack();
    stack.project.write(handWritten);
    await makeObjects(stack);
    await stack.emulator.forgetRequests();
    const { changes, method, notes, imported: objects } = await imported(stack, "--no-protect");
    expect({ changes, method }).toEqual({ changes: [], method: "state" });
    expect(notes).toContain("Looking for what the program declares: at most 5 calls.\n");
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
    expect(await protectedIn(stack)).toEqual(["eu", "hello", "sales"]);
    expect(stack.filesWith(/obviously-fake|emulator-api-key/)).toEqual([]);
    expect(stack.filesWith(/pulumi-comm100\/provider/)).not.toEqual([]);
    const named = async (name: string) =>
      (await stack.state()).deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
    expect((await named("button"))?.deletedWith).toBeUndefined();
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    expect(await protectedIn(stack)).toEqual(["hello"]);
    expect((await named("button"))?.deletedWith).toContain("Campaign::sales");
    expect((await named("button"))?.additionalSecretOutputs).toEqual(["__earlier"]);
    expect((await named("eu"))?.parent).toContain("my:Shop::shop");
    // An update that changes nothing takes nothing from what can be undone.
    await succeeds(stack.comm100(["import", "--stack", "test", "--undo", "--yes"]));
    expect((await stack.state()).deployment.resources).toBeUndefined();
    expect(writes(await stack.emulator.requests())).toEqual([]);
  });
});

const gcmKey = async ({ emulator }: CliStack) =>
  (await emulator.call<{ androidGcmAPIKey: string }>("GET", "/mobilePush")).androidGcmAPIKey;

async function wholeSite({ emulator }: CliStack) {
  const [campaigns, settings, mobilePush] = await Promise.all(
    ["/campaigns", "/settings", "/mobilePush"].map((path) => emulator.call("GET", path)),
  );
  return { campaigns, settings, mobilePush };
}
