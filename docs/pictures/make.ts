/** Draws every picture anew from what the programs print: `npm run docs:pictures`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenes } from "./scenes";
import { svgOf } from "./svg";

async function main(): Promise<void> {
  for (const { name, title, missing, record } of scenes) {
    if (missing !== undefined) throw new Error(`The picture ${name} can't be drawn here: ${missing}.`);
    writeFileSync(join(__dirname, `${name}.svg`), svgOf(title, await record()));
    console.log(`docs/pictures/${name}.svg`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
