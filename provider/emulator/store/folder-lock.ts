import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder belongs to another emulator. */
export class FolderInUseError extends Error {}

/** The folders of this process. The file alone can't tell: after a crash a container may reuse the process id. */
const held = new Set<string>();

/**
 * Takes the folder for this emulator. A lock that a killed process left behind is taken over.
 *
 * @returns gives the folder free again
 * @throws FolderInUseError
 */
export function lockFolder(folder: string): () => void {
  const real = realpathSync(folder);
  const lock = join(real, "lock");
  if (held.has(real)) throw inUse(folder, process.pid, lock);
  // Linked into place, so that nobody ever reads a lock without its process id.
  const mine = `${lock}.${randomUUID()}`;
  try {
    writeFileSync(mine, String(process.pid));
    while (!isLinked(mine, lock)) removeIfStale(folder, lock);
  } finally {
    rmSync(mine, { force: true });
  }
  held.add(real);
  return () => {
    held.delete(real);
    rmSync(lock, { force: true });
  };
}

function isLinked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function removeIfStale(folder: string, lock: string): void {
  refuseLiving(folder, lock, lock);
  // Two emulators may find the same stale lock: only one can move it away, and it may by then be a fresh one.
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  try {
    refuseLiving(folder, aside, lock);
  } catch (error) {
    isLinked(aside, lock);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function refuseLiving(folder: string, file: string, lock: string): void {
  const owner = ownerOf(file);
  if (owner !== process.pid && isAlive(owner)) throw inUse(folder, owner, lock);
}

function inUse(folder: string, owner: number, lock: string): FolderInUseError {
  return new FolderInUseError(
    `The folder ${folder} is used by another emulator (process ${owner}). ` +
      `End it, choose another folder, or remove ${lock} if that process is no emulator.`,
  );
}

/** 0 when nobody has it. */
function ownerOf(file: string): number {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
