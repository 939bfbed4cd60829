/** Writes what the commands print into docs/second-week.md: `npm run docs:second-week`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pageOf } from "./page";

const file = join(__dirname, "..", "second-week.md");

pageOf(readFileSync(file, "utf8"))
  .then((text) => writeFileSync(file, text))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
