/** Writes docs/reference, tables of the resources and schema/ from the definitions: `npm run docs`. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../definitions";
import { documentSchema } from "../document-schema";
import { referencePages } from "./pages";
import { pagesWithResources } from "./resource-table";

const repository = join(__dirname, "..", "..", "..");
const folder = join(repository, "docs", "reference");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, content] of referencePages()) writeFileSync(join(folder, name), content);

for (const [path, content] of pagesWithResources(repository, definitions)) {
  writeFileSync(join(repository, path), content);
}

mkdirSync(join(repository, "schema"), { recursive: true });
writeFileSync(
  join(repository, "schema", "site-document.json"),
  `${JSON.stringify(documentSchema(definitions), null, 2)}\n`,
);
