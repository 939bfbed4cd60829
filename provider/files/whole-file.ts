import { randomUUID } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { Comm100Error } from "../core/errors";

/** A text, or one piece of it after the other. */
export type Text = string | Iterable<string>;

export interface WholeFile {
  file: string;
  text: Text;
  /** Who may read a new file; one that is there keeps its mode. Default: as the user's umask says. */
  mode?: number;
}

/**
 * Writes files so that each is whole or as it was before, whenever the disk is full or the process is killed: the text
 * goes to a file beside, which is then renamed. All texts are on the disk before the first file changes. Folders are
 * made where they are missing.
 *
 * Links lead to the file that is replaced. Devices and pipes, such as `/dev/stdout`, are written to: write-file-atomic,
 * which does the rest of this, would put a file in the place of a device, and keeps no set of files together.
 *
 * @throws Comm100Error which names the file that can't be written
 */
export function writeWhole(files: readonly WholeFile[]): void {
  const staged: Staged[] = [];
  try {
    for (const one of files) staged.push(named(one.file, () => stage(one)));
    for (const one of staged) named(one.file, one.put);
  } finally {
    for (const { drop } of staged) drop();
  }
}

/** A text that is ready to take its place. */
interface Staged {
  file: string;
  put(): void;
  /** Takes away what wasn't put. */
  drop(): void;
}

function stage({ file, text, mode = 0o666 }: WholeFile): Staged {
  mkdirSync(dirname(file), { recursive: true });
  const target = followed(file);
  const before = statSync(target, { throwIfNoEntry: false });
  if (isDescriptor(target) || (before && !before.isFile())) {
    return { file, put: () => writeTo(target, text), drop: () => undefined };
  }
  // Renaming asks for rights in the folder only, and a file that is write-protected is so on purpose.
  if (before) accessSync(target, constants.W_OK);
  const beside = join(dirname(target), `.${basename(target).slice(0, longestName)}.${randomUUID()}`);
  const drop = () => rmSync(beside, { force: true });
  try {
    writeBeside(beside, text, mode, before);
  } catch (error) {
    drop();
    throw error;
  }
  return { file, put: () => renameSync(beside, target), drop };
}

function writeBeside(file: string, text: Text, mode: number, before: Stats | undefined): void {
  const descriptor = openSync(file, "wx", mode);
  try {
    for (const piece of piecesOf(text)) writeFileSync(descriptor, piece);
    if (before) keepOwner(descriptor, before);
    // Some file systems find out only here that they are full.
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function keepOwner(descriptor: number, { mode, uid, gid }: Stats): void {
  try {
    if (uid !== process.getuid?.() || gid !== process.getgid?.()) fchownSync(descriptor, uid, gid);
  } catch {
    // Only root can give a file away; others could write to the one that was there, and own the new one.
  }
  fchmodSync(descriptor, mode & 0o7777);
}

/** Behind whatever is there: a log that standard output goes to isn't emptied. */
function writeTo(target: string, text: Text): void {
  const descriptor = openSync(target, "a");
  try {
    for (const piece of piecesOf(text)) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}

const piecesOf = (text: Text): Iterable<string> => (typeof text === "string" ? [text] : text);

/** `/dev/stdout` leads to one of these, which is there even where it leads to a file. */
const isDescriptor = (path: string) => /^\/(dev|proc)\//.test(path);

/** Of the name beside, in characters of up to 4 bytes: a file system takes 255 bytes, and the id has 36. */
const longestName = 50;

/** As many links as Linux follows. */
const mostLinks = 40;

/** What a name leads to through links; the last one may lead to what isn't there yet. */
function followed(file: string): string {
  let path = resolve(file);
  for (let links = 0; links < mostLinks; links++) {
    path = join(realpathSync(dirname(path)), basename(path));
    if (isDescriptor(path) || !lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
    const next = readlinkSync(path);
    path = isAbsolute(next) ? next : resolve(dirname(path), next);
  }
  // The system says what is wrong with it.
  return realpathSync(path);
}

function named<Result>(file: string, task: () => Result): Result {
  try {
    return task();
  } catch (error) {
    throw new Comm100Error(`${file} can't be written: ${(error as Error).message}`, { cause: error });
  }
}
