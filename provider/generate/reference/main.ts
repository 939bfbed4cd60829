/** Writes docs/reference from the definitions: `npm run docs`. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { referencePages } from "./pages";

const folder = join(__dirname, "..", "..", "..", "docs", "reference");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, content] of referencePages()) writeFileSync(join(folder, name), content);
