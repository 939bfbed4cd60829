import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import { Comm100Error } from "../core/errors";
import { fileNamePart } from "../text/file-name";
import type { Deployment, StackPlace, StateResource } from "./deployment";
import { fingerprintOf } from "./fingerprint";

const journalSchema = z.object({
  version: z.literal(1),
  stack: z.string(),
  time: z.string(),
  /** What the import adds: the fingerprint of each resource by its URN. */
  added: z.record(z.string(), z.string()),
  /** When the import was undone, if it was. */
  undone: z.string().optional(),
});

/** What an import did to a stack. It is written before the state is changed, so that a crash leaves it. */
export type Journal = z.output<typeof journalSchema>;

/**
 * Keeps the state of a stack before an import, secrets encrypted, and beside it what the import is about to add.
 *
 * @returns the backup's file
 */
export function writeBackup(
  stack: StackPlace,
  before: Deployment,
  added: readonly StateResource[],
  now = new Date(),
): string {
  const time = now.toISOString();
  const folder = backupFolder(stack);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(dirname(folder), ".gitignore"), "*\n");
  const backup = join(folder, `${fileName(stack)}-${time.replace(/[:.]/g, "-")}.json`);
  const fingerprints = added.map((resource) => [resource.urn, fingerprintOf(resource)]);
  // The journal comes first: a backup without one couldn't be told from somebody else's file.
  writeJournal(backup, { version: 1, stack: stack.name, time, added: Object.fromEntries(fingerprints) });
  writePrivate(backup, before);
  return backup;
}

export function readBackup(backup: string): Deployment {
  return readJson(backup) as Deployment;
}

/** @throws Comm100Error when the backup has no journal beside it, or the file there is something else */
export function readJournal(backup: string): Journal {
  const parsed = journalSchema.safeParse(readJson(journalOf(backup)));
  if (parsed.success) return parsed.data;
  throw new Comm100Error(`${journalOf(backup)} isn't what an import left, so it can't be undone by it.`);
}

export function writeJournal(backup: string, journal: Journal): void {
  writePrivate(journalOf(backup), journal);
}

/** The backup of the stack's last import that isn't undone; undefined when there is none. */
export function newestBackup(stack: StackPlace): string | undefined {
  const prefix = `${fileName(stack)}-`;
  return backupFiles(stack)
    .filter((file) => file.startsWith(prefix) && !file.endsWith(journalEnd))
    .sort()
    .reverse()
    .map((file) => join(backupFolder(stack), file))
    .find((backup) => {
      const journal = readJournal(backup);
      return journal.stack === stack.name && journal.undone === undefined;
    });
}

const journalEnd = ".journal.json";
const journalOf = (backup: string) => backup.replace(/\.json$/, journalEnd);
const backupFolder = ({ folder }: StackPlace) => join(folder, ".comm100", "backups");
/** A stack's full name holds slashes. */
const fileName = ({ name }: StackPlace) => fileNamePart(name);

function backupFiles(stack: StackPlace): string[] {
  try {
    return readdirSync(backupFolder(stack));
  } catch {
    return [];
  }
}

const writePrivate = (file: string, content: object) =>
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Comm100Error(`${file} can't be read: ${(error as Error).message}`);
  }
}
