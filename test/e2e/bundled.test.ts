import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, it, onTestFinished } from "vitest";
import { createProject, findEngine } from "../engine";
import { startTestEmulator } from "../support/emulator";
import { repository } from "../support/packed";
import { succeeded } from "../support/site";

const program = `
  import * as comm100 from "pulumi-comm100";
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });`;

describe.each([findEngine()])("a program in one file, as bundlers make it, on $name", (engine) => {
  it("is told to keep the package beside it, before anything is sent", async () => {
    const packages = packagesOf("@pulumi/pulumi");
    const { emulator, folder, stack } = await open(packages);
    const { output, diagnostics, succeeded: hasSucceeded } = await stack.preview();
    expect(hasSucceeded).toBe(false);
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    expect(errors.join("\n").split("\n")).toEqual([
      "comm100: 1 problem in this program; nothing was sent to Comm100.",
      `  Package pulumi-comm100: Pulumi's provider process needs it, and neither ${folder} nor a folder above has it in node_modules. A bundle isn't enough: mark pulumi-comm100 as external in the bundler (esbuild: --external:pulumi-comm100), and install it where the program runs.`,
    ]);
    expect(output).not.toContain("Cannot find module");
    expect(await emulator.requests()).toEqual([]);

    // Where the package is installed, the same file is fine.
    symlinkSync(repository, join(packages, "pulumi-comm100"));
    expect(succeeded(await stack.up()).counts.create).toBe(2);
  });

  async function open(packages: string) {
    const emulator = await startTestEmulator();
    const project = createProject({ "index.js": bundled(program) }, { packages });
    const stack = await engine.createStack({ project: project.folder, config: emulator.config });
    onTestFinished(async () => {
      await stack.dispose();
      project.dispose();
      await emulator.close();
    });
    return { emulator, stack, folder: realpathSync(project.folder) };
  }
});

it("a test with mocks runs in one file, with no package beside it", () => {
  const mocked = `
    import * as pulumi from "@pulumi/pulumi";
    pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
    const { Campaign } = require("pulumi-comm100");
    new Campaign("sales", { name: "Sales" }).id.apply(console.log);`;
  const project = createProject({ "index.js": bundled(mocked) }, { packages: packagesOf("@pulumi/pulumi") });
  onTestFinished(() => project.dispose());
  const told = execFileSync(process.execPath, ["index.js"], { cwd: project.folder, encoding: "utf8" });
  expect(told).toBe("sales\n");
});

function bundled(text: string): string {
  const [file] = buildSync({
    stdin: { contents: text, resolveDir: repository },
    bundle: true,
    platform: "node",
    external: ["@pulumi/pulumi"],
    write: false,
    logLevel: "error",
  }).outputFiles;
  return file?.text ?? "";
}

/** A `node_modules` with a single package of this repository. */
function packagesOf(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), "comm100-packages-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, name, ".."), { recursive: true });
  symlinkSync(join(repository, "node_modules", name), join(folder, name));
  return folder;
}
