/**
 * Writes provider/generated: the resource classes, their argument types and the client's types, all from
 * the definitions. Runs as the first step of `npm run build`; its output isn't kept in git.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../definitions";
import { clientFile } from "./client";
import { objectsFile } from "./objects";
import { resourcesFile } from "./resources";

const folder = join(__dirname, "..", "generated");
const files = {
  "objects.ts": objectsFile(definitions),
  "client.ts": clientFile(definitions),
  "resources.ts": resourcesFile(definitions),
};

mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(files)) {
  writeFileSync(
    join(folder, name),
    `// Generated from provider/definitions by provider/generate. Don't edit.\n\n${content}`,
  );
}
