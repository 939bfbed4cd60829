import { Comm100Error } from "../core/errors";
import { type Journal, newestBackup, readBackup, readJournal, writeJournal } from "./backup";
import {
  checkDeployment,
  type Deployment,
  exportStack,
  importStack,
  resourcesOf,
  type StackPlace,
} from "./deployment";
import { fingerprintOf } from "./fingerprint";

/** An import that can be undone. */
export interface UndoPlan {
  backup: string;
  /** When the import was. */
  time: string;
  /** The URNs that the state will no longer have. */
  removed: readonly string[];
  /** Puts the state back. The site isn't touched. */
  carryOut(): Promise<void>;
}

/**
 * Looks whether a stack is still what an import left.
 *
 * @param file the backup; default: that of the last import
 * @throws Comm100Error when there is none, or when the state has changed since
 */
export async function planUndo(stack: StackPlace, file?: string): Promise<UndoPlan> {
  const backup = file ?? newestBackup(stack);
  if (backup === undefined) {
    throw new Comm100Error(
      `${stack.folder} has no backup of an import into stack "${stack.name}" that could be undone.`,
    );
  }
  const journal = readJournal(backup);
  if (journal.stack !== stack.name) {
    throw new Comm100Error(`${backup} is a backup of stack "${journal.stack}", not of "${stack.name}".`);
  }
  const before = readBackup(backup);
  const current = await exportStack(stack);
  checkDeployment(stack, current);
  const changed = changedSince(current, before, journal.added);
  if (changed.length > 0) throw changedError(stack, backup, changed);
  return {
    backup,
    time: journal.time,
    removed: resourcesOf(current).flatMap(({ urn }) => (Object.hasOwn(journal.added, urn) ? [urn] : [])),
    async carryOut() {
      await importStack(stack, before);
      noteUndone(backup, journal);
    },
  };
}

function noteUndone(backup: string, journal: Journal): void {
  try {
    writeJournal(backup, { ...journal, undone: new Date().toISOString() });
  } catch (error) {
    throw new Comm100Error(
      `The state is as it was before the import, which couldn't be noted: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** The URNs of resources that aren't as the import left them, added by it or in the state before it. */
function changedSince(
  current: Deployment,
  before: Deployment,
  added: Readonly<Record<string, string>>,
): string[] {
  const expected = new Map(resourcesOf(before).map((resource) => [resource.urn, fingerprintOf(resource)]));
  for (const [urn, fingerprint] of Object.entries(added)) expected.set(urn, fingerprint);
  const now = new Map(resourcesOf(current).map((resource) => [resource.urn, fingerprintOf(resource)]));
  const differing = [...now].flatMap(([urn, fingerprint]) =>
    expected.get(urn) === fingerprint ? [] : [urn],
  );
  // An import that was killed may not have added everything.
  const gone = resourcesOf(before).flatMap(({ urn }) => (now.has(urn) ? [] : [urn]));
  return [...differing, ...gone];
}

function changedError({ name }: StackPlace, backup: string, changed: readonly string[]): Comm100Error {
  const [first = ""] = changed;
  const others = changed.length > 1 ? ` and ${changed.length - 1} more` : "";
  return new Comm100Error(
    `Stack "${name}" has changed since the import (${first}${others}), so putting the backup back would lose that. Nothing was changed. To let go of single resources: pulumi state delete URN. To put the backup back all the same: pulumi stack import --stack ${name} --file ${backup}`,
  );
}
