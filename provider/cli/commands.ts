import type { Command } from "./command";
import { diff } from "./commands/diff";
import { doctor } from "./commands/doctor";
import { drift } from "./commands/drift";
import { emulator } from "./commands/emulator";
import { exportCommand } from "./commands/export";
import { importCommand } from "./commands/import";
import { preview } from "./commands/preview";
import { promote } from "./commands/promote";
import { sites } from "./commands/sites";
import { validate } from "./commands/validate";

/** In the order of the help. */
export const commands: readonly Command[] = [
  doctor,
  sites,
  exportCommand,
  importCommand,
  validate,
  diff,
  preview,
  drift,
  promote,
  emulator,
];
