import { fdatasync } from "node:fs";
import { promisify } from "node:util";
import { type Change, isChange, type Step } from "./change";
import { lockFolder } from "./folder-lock";
import { JournalFile } from "./journal-file";

/**
 * Opens the journal in a folder, which this process then owns.
 *
 * @param replay is given each change that the folder holds
 * @param contents the steps that build the store as it is now
 * @param warn is told what the folder holds besides changes
 * @throws FolderInUseError, or Error when the journal can't be read
 */
export function openJournal(
  folder: string,
  replay: (change: Change) => void,
  contents: () => Iterable<Step>,
  warn: (message: string) => void,
): Journal {
  const release = lockFolder(JournalFile.folder(folder));
  try {
    const lines = JournalFile.read(folder);
    for (const line of lines) if (isChange(line)) replay(line);
    reportOthers(
      folder,
      lines.filter((line) => !isChange(line)),
      warn,
    );
    return new Journal(new JournalFile(folder, linesOf(contents())), contents, release);
  } catch (error) {
    release();
    throw error;
  }
}

function reportOthers(folder: string, others: readonly unknown[], warn: (message: string) => void): void {
  if (others.length === 0) return;
  const file = JournalFile.keepAside(folder, others);
  const lines = others.length === 1 ? "1 line" : `${others.length} lines`;
  warn(
    `The journal in ${folder} has ${lines} that this version doesn't understand, maybe of another one. They were left out of the site, and are kept in ${file}.`,
  );
}

/** A change that isn't on disk yet. */
interface Waiting {
  line: string;
  resolve(): void;
  reject(error: unknown): void;
}

/** Keeps the store's changes on disk. */
export class Journal {
  readonly #file: JournalFile;
  readonly #contents: () => Iterable<Step>;
  readonly #release: () => void;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #failure: Error | undefined;
  #isClosed = false;

  constructor(file: JournalFile, contents: () => Iterable<Step>, release: () => void) {
    this.#file = file;
    this.#contents = contents;
    this.#release = release;
  }

  /** Resolves when the change would survive a power failure. After a failed write every further one fails, too. */
  append(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: line(change), resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** @throws what kept a change from being written: from then on the store isn't what the disk has */
  requireWritten(): void {
    if (this.#failure && !this.#isClosed) throw this.#failure;
  }

  /** Resolves when everything is on disk and the folder is free again. */
  async close(): Promise<void> {
    await this.#writing;
    this.#isClosed = true;
    this.#failure ??= new Error("The journal is closed.");
    this.#file.close();
    this.#release();
  }

  /** Changes that come in while the disk is busy are written together: one wait for the disk serves them all. */
  async #write(): Promise<void> {
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#writeGroup(group);
        for (const { resolve } of group) resolve();
        // They read for their answers what they have written, before a failure of the next group hides it.
        await new Promise(setImmediate);
      } catch (error) {
        // The store has changes from here on that the file doesn't have, and further ones may build on them.
        this.#failure ??= new Error(
          `The journal can't be written: ${(error as Error).message}. Make room and start the emulator again, which then has all that it has acknowledged.`,
          { cause: error },
        );
        for (const { reject } of group) reject(this.#failure);
      }
    }
    this.#writing = undefined;
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (this.#file.isLarge) {
      // The contents hold the group's changes already.
      this.#file.rewrite(linesOf(this.#contents()));
      return;
    }
    const { bytes } = this.#file;
    try {
      this.#file.append(group.map((change) => change.line).join(""));
      await toDisk(this.#file.descriptor);
    } catch (error) {
      // A whole line of the group would come back with the next start.
      this.#file.shorten(bytes);
      throw error;
    }
  }
}

const toDisk = promisify(fdatasync);

const line = (change: Change) => `${JSON.stringify(change)}\n`;

function* linesOf(steps: Iterable<Step>): Iterable<string> {
  for (const step of steps) yield line([step]);
}
