/**
 * `npm run demo`: the root Pulumi program against the emulator, from the first preview to destroy.
 * Exits with 1 when a step doesn't do what it should.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startEmulator } from "../../provider/emulator";
import { NOTICE } from "../../test/engine/stand-in";
import { chooseEngine } from "./engine";
import { scenario } from "./scenario";
import { showSite, showStep } from "./show";
import { openSite } from "./site";

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { engine: { type: "string" } } });
  const engine = await chooseEngine(values.engine);
  const emulator = await startEmulator();
  console.log(
    `Engine: ${engine.name} ${engine.version}. Emulator: ${emulator.url}. Program: examples/shop/index.ts.`,
  );
  if (engine.name === "stand-in") console.log(NOTICE);
  const site = openSite(emulator.url);
  const stack = await engine.createStack({
    project: resolve(__dirname, "../.."),
    name: "demo",
    config: site.config,
  });
  try {
    for (const [index, step] of scenario.entries()) {
      console.log(`\n${index + 1}. ${step.title}`);
      const result = await step.run(stack, site);
      if (result) showStep(result);
      await showSite(site);
      const problem =
        (result && !result.succeeded ? result.output : undefined) ?? (await step.problem(result, site));
      if (problem !== undefined) {
        console.error(`\nThis step is not as it should be: ${problem}`);
        return false;
      }
    }
  } finally {
    await stack.dispose();
    await emulator.close();
  }
  console.log(`\nAll ${scenario.length} steps are as they should be.`);
  return true;
}

main().then(
  (succeeded) => {
    process.exitCode = succeeded ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
