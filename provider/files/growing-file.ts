import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";

/**
 * Appends lines to a file, all of them or nothing. Several processes may append to one file: each line goes out in one
 * call, which the system doesn't mix with those of others.
 *
 * @throws what the system says where the file can't be written
 */
export function appendLines(file: string, lines: string): void {
  const descriptor = openSync(file, "a");
  try {
    const bytes = Buffer.from(lines);
    const written = bytes.length === 0 ? 0 : writeSync(descriptor, bytes);
    if (written === bytes.length) return;
    takeBack(descriptor, written);
    throw new Error(`${file} took only a part of a line: the disk is full.`);
  } finally {
    closeSync(descriptor);
  }
}

/** A pipe or a device can't give it back. */
function takeBack(descriptor: number, written: number): void {
  const stats = fstatSync(descriptor);
  if (stats.isFile()) ftruncateSync(descriptor, stats.size - written);
}
