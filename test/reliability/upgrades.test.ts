import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, it } from "vitest";
import { createProject, type Deployment } from "../engine";
import { onEachEngine } from "../engine/on-each-engine";
import { startTestEmulator } from "../support/emulator";
import { brief, succeeded, writes } from "../support/site";
import { differencesOf, managedIn } from "../support/site-and-state";
import { BASE_URL } from "../upgrades/site";

const fixtures = resolve(__dirname, "../upgrades");
const releases = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const dispose of open.splice(0).reverse()) await dispose();
});

const timeout = 300_000;

const textOf = (release: string, file: string) => readFileSync(join(fixtures, release, file), "utf8");

onEachEngine((engine) => {
  it.each(releases)(
    "a state of the release %s shows no change, and is refreshed and destroyed",
    { timeout },
    async (release) => {
      const folder = mkdtempSync(join(tmpdir(), "comm100-site-"));
      open.push(async () => rmSync(folder, { recursive: true, force: true }));
      cpSync(join(fixtures, release, "journal.jsonl"), join(folder, "journal.jsonl"));
      const emulator = await startTestEmulator({ dataDirectory: folder });
      open.push(() => emulator.close());
      const project = createProject();
      open.push(async () => project.dispose());
      project.put("index.js", textOf(release, "program.js"));
      const stack = await engine.createStack({
        project: project.folder,
        config: { ...emulator.config, "comm100:baseUrl": BASE_URL },
        environment: { COMM100_BASE_URL: emulator.url },
      });
      open.push(() => stack.dispose());
      const deployment = JSON.parse(textOf(release, "deployment.json")) as Deployment;
      await stack.import(deployment);

      const preview = succeeded(await stack.preview({ expectNoChanges: true }));
      expect(brief(preview)).toEqual([]);
      expect(preview.counts.same).toBeGreaterThanOrEqual(managedIn(deployment));
      expect(brief(succeeded(await stack.refresh()))).toEqual([]);
      expect(brief(succeeded(await stack.up()))).toEqual([]);
      expect(writes(await emulator.requests())).toEqual([]);
      expect(await differencesOf(await stack.export(), emulator)).toEqual([]);
      console.log(
        `upgrade from ${release} on ${engine.name}: ${preview.counts.same} resources, 0 changes in preview, refresh and up`,
      );

      succeeded(await stack.destroy());
      expect(await emulator.call("GET", "/campaigns")).toEqual([]);
      expect(managedIn(await stack.export())).toBe(0);
    },
  );
});
