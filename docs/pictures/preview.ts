import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pulumiMissing } from "../../test/engine";
import { createProject } from "../../test/engine/project";
import { pathWithPlugin } from "../../test/engine/real/plugin-path";
import { terminalMissing } from "../../test/support/command";
import { startTestEmulator } from "../../test/support/emulator";
import { prompt, type Scene } from "./scene";
import { record, textOf } from "./terminal";

/** The program at the beginning of README.md, before its first `pulumi up`. */
export const preview: Scene = {
  name: "preview",
  title: "pulumi preview: a campaign, its chat button and a webhook are to be created",
  missing: pulumiMissing() ?? terminalMissing,
  async record() {
    const emulator = await startTestEmulator();
    const project = createProject({
      "Pulumi.yaml": "name: live-chat\nruntime: nodejs\n",
      "index.ts": programOfReadme(),
    });
    const home = mkdtempSync(join(tmpdir(), "comm100-picture-"));
    const environment = { ...emulator.environment, ...variablesOfPulumi(home) };
    const run = async (...args: readonly string[]) => {
      const { screen, code } = await record(["pulumi", ...args], { folder: project.folder, environment });
      if (code !== 0) throw new Error(textOf(screen));
      return screen;
    };
    try {
      await run("stack", "init", "production");
      return [...prompt("pulumi preview"), ...(await run("preview"))];
    } finally {
      project.dispose();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      await emulator.close();
    }
  },
};

/** Stacks and settings in that folder, as if nobody had used Pulumi here before. */
const variablesOfPulumi = (home: string) => ({
  PATH: pathWithPlugin(),
  HOME: home,
  PULUMI_HOME: home,
  PULUMI_BACKEND_URL: `file://${home}`,
  PULUMI_CONFIG_PASSPHRASE: "an-obvious-fake",
  PULUMI_SKIP_UPDATE_CHECK: "true",
});

function programOfReadme(): string {
  const text = readFileSync(resolve(__dirname, "../../README.md"), "utf8");
  const [, program] = /```ts\n(.*?)```/s.exec(text) ?? [];
  if (program === undefined) throw new Error("README.md begins with no program.");
  return program;
}
