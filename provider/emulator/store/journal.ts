import { fdatasync } from "node:fs";
import { promisify } from "node:util";
import type { StoredObject } from "../rules";
import { lockFolder } from "./folder-lock";
import { JournalFile } from "./journal-file";

export type Step = { put: string; object: StoredObject } | { remove: string };

/** A change of the store, as one line of the journal: all of it happens or nothing. */
export type Change = readonly Step[];

/** Keeps the store's changes on disk. */
export interface Journal {
  /** Resolves when the change would survive a power failure. After a failed write every further one fails, too. */
  append(change: Change): Promise<void>;
  /** Resolves when everything is on disk and the folder is free again. */
  close(): Promise<void>;
}

const toDisk = promisify(fdatasync);

interface Waiting {
  line: string;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Opens the journal in a folder, which this process then owns.
 *
 * @param replay is given each change that the folder holds
 * @param contents the steps that build the store as it is now
 * @throws FolderInUseError, or Error when the journal can't be read
 */
export function openJournal(
  folder: string,
  replay: (change: Change) => void,
  contents: () => Iterable<Step>,
): Journal {
  const release = lockFolder(JournalFile.folder(folder));
  try {
    for (const change of JournalFile.read(folder)) replay(change as Change);
    return startWriting(new JournalFile(folder, lines(contents())), contents, release);
  } catch (error) {
    release();
    throw error;
  }
}

function startWriting(file: JournalFile, contents: () => Iterable<Step>, release: () => void): Journal {
  let waiting: Waiting[] = [];
  let failure: Error | undefined;
  let writing: Promise<void> | undefined;

  /** Changes that come in while the disk is busy are written together: one wait for the disk serves them all. */
  async function write(): Promise<void> {
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        if (failure) throw failure;
        if (file.isLarge) {
          // The contents hold the group's changes already.
          file.rewrite(lines(contents()));
        } else {
          file.append(group.map(({ line }) => line).join(""));
          await toDisk(file.descriptor);
        }
        for (const { resolve } of group) resolve();
      } catch (error) {
        // What is in the file is unknown from here on; another line behind a torn one would make it unreadable.
        failure ??= new Error(`The journal can't be written: ${(error as Error).message}`, { cause: error });
        for (const { reject } of group) reject(failure);
      }
    }
    writing = undefined;
  }

  return {
    append: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ line: line(change), resolve, reject });
        writing ??= write();
      }),
    async close() {
      await writing;
      failure ??= new Error("The journal is closed.");
      file.close();
      release();
    },
  };
}

const line = (change: Change) => `${JSON.stringify(change)}\n`;

function* lines(steps: Iterable<Step>): Iterable<string> {
  for (const step of steps) yield line([step]);
}
