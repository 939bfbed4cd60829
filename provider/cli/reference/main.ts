/** Writes docs/commands.md from the commands: `npm run docs`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../commands";
import { commandReference } from "./page";

const repository = join(__dirname, "..", "..", "..");
writeFileSync(join(repository, "docs", "commands.md"), commandReference(commands));
