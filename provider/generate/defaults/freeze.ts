/** Notes that a release has the tables of defaults, so that they don't change any more: CONTRIBUTING.md, "Releasing". */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprints } from "./complete";

const file = join(__dirname, "..", "..", "site-document", "defaults", "frozen.json");
writeFileSync(file, `${JSON.stringify(fingerprints(), null, 2)}\n`);
