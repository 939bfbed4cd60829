/** Writes what follows from the code and is kept in git: `npm run docs`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../definitions";
import { completeTable } from "../defaults/complete";
import { documentSchema } from "../document-schema";
import { lintRule, lintRuleFile } from "../folders/lint-rule";
import { withMarked } from "../marked";
import { markedPlaces } from "../marked-places";
import { referencePages } from "./pages";

const repository = join(__dirname, "..", "..", "..");
const folder = join(repository, "docs", "reference");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, content] of referencePages()) writeFileSync(join(folder, name), content);

mkdirSync(join(repository, "schema"), { recursive: true });
writeFileSync(
  join(repository, "schema", "site-document.json"),
  `${JSON.stringify(documentSchema(definitions), null, 2)}\n`,
);

const table = completeTable();
writeFileSync(join(repository, "provider", "site-document", "defaults", table.name), table.text);

for (const { file, name, content } of markedPlaces) {
  const path = join(repository, file);
  writeFileSync(path, withMarked(readFileSync(path, "utf8"), name, content()));
}

writeFileSync(join(repository, lintRuleFile), `${JSON.stringify(lintRule(), null, 2)}\n`);
