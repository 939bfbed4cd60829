import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { Comm100Error } from "../core/errors";
import { makeIgnoredFolder, timeInName } from "../files/ignored-folder";
import { type WholeFile, writeWhole } from "../files/whole-file";
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
 * @throws Comm100Error when they can't be written: then there is neither, and nothing may be changed
 */
export function writeBackup(
  stack: StackPlace,
  before: Deployment,
  added: readonly StateResource[],
  now = new Date(),
): string {
  const folder = backupFolder(stack);
  const time = afterLast(stack, now);
  const backup = join(folder, `${fileName(stack)}-${timeInName(time)}.json`);
  const fingerprints = added.map((resource) => [resource.urn, fingerprintOf(resource)]);
  const journal: Journal = {
    version: 1,
    stack: stack.name,
    time: time.toISOString(),
    added: Object.fromEntries(fingerprints),
  };
  makeIgnoredFolder(folder);
  // The journal comes first: a backup without one couldn't be told from somebody else's file.
  writeWhole([privateFile(journalOf(backup), journal), privateFile(backup, before)]);
  return backup;
}

/** The last import is found by its time: where the clock was set back it is later than the one before all the same. */
function afterLast(stack: StackPlace, now: Date): Date {
  const [last = ""] = backupsOf(stack);
  const [, day, hours, minutes, seconds, fraction] = timeEnd.exec(last) ?? [];
  const before = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${fraction}Z`);
  return new Date(Math.max(now.getTime(), Number.isNaN(before) ? 0 : before + 1));
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
  writeWhole([privateFile(journalOf(backup), journal)]);
}

/** The backup of the stack's last import that isn't undone; undefined when there is none. */
export function newestBackup(stack: StackPlace): string | undefined {
  return backupsOf(stack).find((backup) => {
    const journal = readJournal(backup);
    return journal.stack === stack.name && journal.undone === undefined;
  });
}

/** The newest first. */
function backupsOf(stack: StackPlace): string[] {
  const prefix = `${fileName(stack)}-`;
  return backupFiles(stack)
    .filter((file) => file.startsWith(prefix) && timeEnd.exec(file)?.index === prefix.length)
    .sort()
    .reverse()
    .map((file) => join(backupFolder(stack), file));
}

/** As `timeInName` writes it: another stack's name may begin with this one's. */
const timeEnd = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.json$/;

const journalOf = (backup: string) => backup.replace(/\.json$/, ".journal.json");
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

const privateFile = (file: string, content: object): WholeFile => ({
  file,
  text: `${JSON.stringify(content, null, 2)}\n`,
  mode: 0o600,
});

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Comm100Error(`${file} can't be read: ${(error as Error).message}`);
  }
}
