import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createProject, pulumiMissing, standInEngine } from "../engine";
import { type Attempted, automationHost } from "../support/automation";
import { startTestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { brief, succeeded } from "../support/site";

const repository = resolve(__dirname, "../..");
const isInstalled = existsSync(join(__dirname, "node_modules"));
const missing = isInstalled ? undefined : "npm ci --prefix test/sdk-versions was not run";

/** A `node_modules` with one version of the SDK, and this package as a copy, so that it finds the same one. */
function packagesWith(version: string): string {
  const root = mkdtempSync(join(tmpdir(), "comm100-packages-"));
  cleanups.push(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, "node_modules");
  mkdirSync(join(folder, "@pulumi"), { recursive: true });
  symlinkSync(join(__dirname, "node_modules", version), join(folder, "@pulumi", "pulumi"));
  const copy = join(folder, "pulumi-comm100");
  mkdirSync(copy);
  cpSync(join(repository, "package.json"), join(copy, "package.json"));
  cpSync(join(repository, "dist"), join(copy, "dist"), { recursive: true });
  symlinkSync(join(repository, "node_modules/undici"), join(folder, "undici"));
  return folder;
}

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A site, a project and a stack with a version of the SDK; ended and removed after the test. */
async function openWith(version: string) {
  const emulator = await startTestEmulator();
  const project = createProject({}, { packages: packagesWith(version) });
  const stack = await standInEngine().createStack({ project: project.folder, config: emulator.config });
  cleanups.push(
    () => emulator.close(),
    () => project.dispose(),
    () => stack.dispose(),
  );
  return { emulator, project, stack };
}

describe("the supported versions of @pulumi/pulumi", needs(missing), () => {
  it.each(["lowest", "highest"])(
    "create, refresh with drift by property, repair and destroy with the %s",
    async (version) => {
      const { emulator, project, stack } = await openWith(version);
      project.write(`
      const sales = new comm100.Campaign("sales", { name: "Sales", description: "Declared" });
      new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });
      new comm100.Webhook("archive", { event: "chatEnds", targetUrl: pulumi.secret("https://hooks.example.com/a") });`);
      succeeded(await stack.preview());
      expect(succeeded(await stack.up()).counts).toMatchObject({ create: 3 });
      expect(brief(succeeded(await stack.up()))).toEqual([]);
      const [campaign] = await emulator.call<{ id: string }[]>("GET", "/campaigns");
      await emulator.call("PUT", `/campaigns/${campaign?.id}`, { name: "Sales", description: "Changed" });
      expect(brief(succeeded(await stack.refresh()))).toEqual(["update sales description"]);
      expect(succeeded(await stack.up()).counts).toMatchObject({ update: 1 });
      succeeded(await stack.destroy());
      expect(await emulator.call("GET", "/campaigns")).toEqual([]);
    },
  );

  it.each(["lowest", "highest"])(
    "end a program with a mistake, and delete nothing, with the %s",
    async (version) => {
      const { emulator, project, stack } = await openWith(version);
      project.write(rightProgram);
      succeeded(await stack.up());
      project.write(wrongProgram);
      const { output, succeeded: ended } = await stack.up();
      expect([ended, output]).toEqual([false, expect.stringContaining("2 problems in this program")]);
      expect(await emulator.call("GET", "/campaigns")).toHaveLength(1);
    },
  );

  it.each(["lowest", "highest"])(
    "end a program of the Automation API with a mistake, and delete nothing, with the %s",
    needs(pulumiMissing()),
    async (version) => {
      const { emulator, run } = await automationHost(packagesWith(version));
      const told = await run(`
        let program = async () => {${rightProgram}};
        const stack = await inline("test", () => program());
        tell(await attempt(stack.up()));
        program = async () => {${wrongProgram} return { id: sales.id }};
        for (const operation of ["preview", "up"]) tell(await attempt(stack[operation]()));`);
      const [right, ...wrong] = told as Attempted[];
      expect(right?.changes).toEqual({ create: 3 });
      for (const { error } of wrong) expect(error).toContain("2 problems in this program");
      expect(wrong).toHaveLength(2);
      expect(await emulator.call("GET", "/campaigns")).toHaveLength(1);
    },
  );
});

const rightProgram = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });`;
const wrongProgram = rightProgram.replace("name:", "nam:");
