/**
 * Writes provider/generated: the resource classes, their argument types and the client's types, all from
 * the definitions, and the types of the settings. Runs as the first step of `npm run build`; its output isn't kept in git.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lookupsOf } from "../core/lookup";
import { groupsOf } from "../core/operations";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import { clientFile } from "./client";
import { siteFile } from "./live-chat-site";
import { lookupsFile } from "./lookups";
import { objectsFile } from "./objects";
import { resourcesFile } from "./resources";
import { clientSettingsFile, providerArgsFile } from "./settings";

const folder = join(__dirname, "..", "generated");
const groups = groupsOf(definitions, systems);
const lookups = lookupsOf(definitions, systems);
const files = {
  "objects.ts": objectsFile(definitions, groups),
  "client.ts": clientFile(groups),
  "lookups.ts": lookupsFile(lookups, systems),
  "site.ts": siteFile(definitions, lookups),
  "resources.ts": resourcesFile(definitions),
  "provider-args.ts": providerArgsFile(),
  "client-settings.ts": clientSettingsFile(),
};

mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(files)) {
  writeFileSync(
    join(folder, name),
    `// Generated from provider/definitions and provider/core by provider/generate. Don't edit.\n\n${content}`,
  );
}
