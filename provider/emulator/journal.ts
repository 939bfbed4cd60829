import {
  closeSync,
  fdatasync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { StoredObject } from "./rules";

/** A change of the store, as one line of the journal: all of it happens or nothing. */
export type Change = readonly (
  | { put: string; object: StoredObject; collection?: string | undefined }
  | { remove: string }
)[];

/** Keeps the store's changes on disk. */
export interface Journal {
  /** Resolves when the change would survive a power failure. */
  append(change: Change): Promise<void>;
  close(): void;
}

/** Another emulator has the folder. */
export class FolderInUseError extends Error {}

/**
 * Opens the journal in `folder`, giving each change in it to `replay`. The file is written anew when it is
 * opened, so that it doesn't grow from run to run.
 *
 * @param contents the store's contents as one change, after the replay
 */
export function openJournal(
  folder: string,
  replay: (change: Change) => void,
  contents: () => Change,
): Journal {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, "lock");
  takeLock(lock);
  const file = join(folder, "journal.jsonl");
  for (const change of readChanges(file)) replay(change);
  const fresh = `${file}.new`;
  writeFileSync(fresh, line(contents()), { flush: true, mode: 0o600 });
  renameSync(fresh, file);
  const descriptor = openSync(file, "a");
  return {
    ...groupedAppend(descriptor),
    close() {
      closeSync(descriptor);
      rmSync(lock, { force: true });
    },
  };
}

const line = (change: Change) => `${JSON.stringify(change)}\n`;

function readChanges(file: string): Change[] {
  const text = readIfThere(file);
  // A line without its end was being written when the process died: nobody was told that it is stored.
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((one) => one !== "")
    .map((one) => JSON.parse(one) as Change);
}

/** Changes that come in while the disk is busy are written together: one wait for the disk serves them all. */
function groupedAppend(descriptor: number): Pick<Journal, "append"> {
  let waiting: { text: string; resolve(): void; reject(error: unknown): void }[] = [];
  let busy = false;

  function flush(): void {
    if (busy || waiting.length === 0) return;
    const group = waiting;
    waiting = [];
    busy = true;
    writeSync(descriptor, group.map(({ text }) => text).join(""));
    fdatasync(descriptor, (error) => {
      busy = false;
      for (const { resolve, reject } of group) error ? reject(error) : resolve();
      flush();
    });
  }

  return {
    append: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ text: line(change), resolve, reject });
        setImmediate(flush);
      }),
  };
}

function takeLock(lock: string): void {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
  } catch {
    const owner = Number(readIfThere(lock));
    if (owner !== process.pid && isAlive(owner)) {
      throw new FolderInUseError(`Another emulator (process ${owner}) uses this folder.`);
    }
    writeFileSync(lock, String(process.pid));
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
