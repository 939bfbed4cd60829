/** Makes a fixture of a release: see README.md beside this file. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createProject, findEngine } from "../engine";
import { startTestEmulator } from "../support/emulator";
import { BASE_URL, people } from "./site";

const [name, checkout = ".", program = join(__dirname, name ?? "", "program.js")] = process.argv.slice(2);
if (name === undefined) {
  console.error("Which one? npm run upgrade-fixture -- NAME [CHECKOUT] [PROGRAM]");
  process.exit(1);
}

async function make(target: string): Promise<void> {
  const site = mkdtempSync(join(tmpdir(), "comm100-site-"));
  const emulator = await startTestEmulator({ dataDirectory: site });
  const project = createProject({}, { packages: resolve(checkout, "node_modules") });
  // Its own way of encrypting is no one else's: only the real CLI's states are kept.
  const stack = await findEngine({ prefer: "pulumi" }).createStack({
    project: project.folder,
    config: { ...emulator.config, "comm100:baseUrl": BASE_URL },
    environment: { COMM100_BASE_URL: emulator.url },
  });
  try {
    await emulator.load(people);
    project.put("index.js", readFileSync(program, "utf8"));
    const { succeeded, output } = await stack.up();
    if (!succeeded) throw new Error(output);
    const deployment = await stack.export();
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "deployment.json"), `${JSON.stringify(deployment, withoutPlaces, 2)}\n`);
    writeFileSync(join(target, "program.js"), readFileSync(program, "utf8"));
    await emulator.close();
    cpSync(join(site, "journal.jsonl"), join(target, "journal.jsonl"));
  } finally {
    await stack.dispose();
    await emulator.close();
    project.dispose();
    rmSync(site, { recursive: true, force: true });
  }
}

/** Where in its program a resource was made: paths of the machine that made the fixture. */
const withoutPlaces = (key: string, value: unknown) =>
  key === "sourcePosition" || key === "stackTrace" ? undefined : value;

make(join(__dirname, name)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
