import { existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
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
});

const gcmKey = async ({ emulator }: CliStack) =>
  (await emulator.call<{ androidGcmAPIKey: string }>("GET", "/mobilePush")).androidGcmAPIKey;

async function wholeSite({ emulator }: CliStack) {
  const [campaigns, settings, mobilePush] = await Promise.all(
    ["/campaigns", "/settings", "/mobilePush"].map((path) => emulator.call("GET", path)),
  );
  return { campaigns, settings, mobilePush };
}

void readdirSync;
void startTestEmulator;
