import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createProject, type Deployment, type Engine } from "../engine";
import { BASE_URL } from "../upgrades/site";
import { startTestEmulator } from "./emulator";
import { brief, succeeded, writes } from "./site";
import { differencesOf, managedIn } from "./site-and-state";

const fixtures = resolve(__dirname, "../upgrades");

const textOf = (release: string, file: string) => readFileSync(join(fixtures, release, file), "utf8");

const stateOf = (release: string) => JSON.parse(textOf(release, "deployment.json")) as Deployment;

/** The state as if it had been made where the site is now. */
const stateOn = (url: string, release: string) =>
  JSON.parse(
    textOf(release, "deployment.json").replace(/"__site": "[^"]*"/g, `"__site": "${url}"`),
  ) as Deployment;

const madeAt = (release: string) => String(stateOf(release).deployment.manifest.time);

/** Those whose state is kept in test/upgrades, the oldest first. */
export const releases = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort((one, other) => madeAt(one).localeCompare(madeAt(other)));

/** A stack with the state of a release, and the site that it was made on. */
export async function openRelease(engine: Engine, release: string) {
  const folder = mkdtempSync(join(tmpdir(), "comm100-site-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(fixtures, release, "journal.jsonl"), join(folder, "journal.jsonl"));
  const emulator = await startTestEmulator({ dataDirectory: folder });
  onTestFinished(() => emulator.close());
  const project = createProject();
  onTestFinished(() => project.dispose());
  const program = textOf(release, "program.js");
  project.put("index.js", program);
  const stack = await engine.createStack({
    project: project.folder,
    config: { ...emulator.config, "comm100:baseUrl": BASE_URL },
    environment: { COMM100_BASE_URL: emulator.url },
  });
  onTestFinished(() => stack.dispose());
  const deployment = stateOn(emulator.url, release);
  await stack.import(deployment);
  return { emulator, project, program, stack, deployment };
}

/** Tests that take the states of these releases over with the provider as it is now. */
export function takesOver(engine: Engine, taken: readonly string[]): void {
  it.each(taken)(
    "a state of the release %s shows no change, and is refreshed and destroyed",
    { timeout: 120_000 },
    async (release) => {
      const { emulator, stack, deployment } = await openRelease(engine, release);
      const preview = succeeded(await stack.preview({ expectNoChanges: true }));
      expect(brief(preview)).toEqual([]);
      expect(preview.counts.same).toBeGreaterThanOrEqual(managedIn(deployment));
      expect(brief(succeeded(await stack.refresh()))).toEqual([]);
      expect(brief(succeeded(await stack.up()))).toEqual([]);
      expect(writes(await emulator.requests())).toEqual([]);
      expect(await differencesOf(await stack.export(), emulator)).toEqual([]);
      expect(sitesIn(await stack.export())).toEqual([emulator.url]);
      console.log(
        `upgrade from ${release} on ${engine.name}: ${preview.counts.same} resources, 0 changes in preview, refresh and up`,
      );

      succeeded(await stack.destroy());
      expect(await emulator.call("GET", "/campaigns")).toEqual([]);
      expect(managedIn(await stack.export())).toBe(0);
    },
  );
}

/** The sites that the managed resources of a state say they are of. */
const sitesIn = ({ deployment: { resources = [] } }: Deployment) => [
  ...new Set(resources.flatMap(({ inputs, outputs }) => (inputs?.__kind ? [outputs?.__site] : []))),
];
