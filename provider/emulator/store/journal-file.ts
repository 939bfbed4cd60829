import {
  appendFileSync,
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

const name = "journal.jsonl";

/** Below this many bytes a journal isn't worth writing anew. */
const smallBytes = 4 * 1024 * 1024;

/** The file behind a journal: one JSON text in each line. */
export class JournalFile {
  readonly #folder: string;
  #descriptor: number | undefined;
  #bytes = 0;
  #bytesWhenNew = 0;

  /** Replaces the file by one with these lines, so that it doesn't grow from run to run. */
  constructor(folder: string, lines: Iterable<string>) {
    this.#folder = folder;
    this.rewrite(lines);
  }

  /** Creates the folder where needed. */
  static folder(folder: string): string {
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Sets lines aside that the journal is written anew without. */
  static keepAside(folder: string, lines: readonly unknown[]): string {
    const file = join(folder, "journal.skipped.jsonl");
    appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
    return file;
  }

  static read(folder: string): unknown[] {
    const file = join(folder, name);
    const lines = readIfThere(file).split("\n");
    // A line without its end was being written when the process died: nobody was told that it is stored.
    lines.pop();
    return lines.map((line, index) => parsed(line, `${file}:${index + 1}`));
  }

  get descriptor(): number {
    if (this.#descriptor === undefined) throw new Error(`${join(this.#folder, name)} is not open.`);
    return this.#descriptor;
  }

  /** It holds much more than what it says. */
  get isLarge(): boolean {
    return this.#bytes > Math.max(smallBytes, 4 * this.#bytesWhenNew);
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(text: string): void {
    let unwritten = Buffer.from(text);
    const { length } = unwritten;
    // On a full disk a part may be written without an error.
    while (unwritten.length > 0) unwritten = unwritten.subarray(writeSync(this.descriptor, unwritten));
    this.#bytes += length;
  }

  /** Takes back what came behind so many bytes, maybe in part: nobody is told that it is stored. */
  shorten(bytes: number): void {
    try {
      ftruncateSync(this.descriptor, bytes);
    } catch {
      // The disk takes nothing any more. Why is known from what went wrong before.
    }
    this.#bytes = bytes;
  }

  /** Through a temporary file, so that at no time there is half a file. */
  rewrite(lines: Iterable<string>): void {
    const file = join(this.#folder, name);
    const text = [...lines].join("");
    try {
      writeFileSync(`${file}.new`, text, { flush: true, mode: 0o600 });
      this.close();
      renameSync(`${file}.new`, file);
    } catch (error) {
      rmSync(`${file}.new`, { force: true });
      throw error;
    }
    syncFolder(this.#folder);
    this.#descriptor = openSync(file, "a");
    this.#bytes = this.#bytesWhenNew = Buffer.byteLength(text);
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

/** Without it a power failure could undo the renaming. Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function parsed(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`${place} can't be read. Move the file away to start with an empty site.`, {
      cause: error,
    });
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
