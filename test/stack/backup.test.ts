import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { newestBackup, readJournal, writeBackup, writeJournal } from "../../provider/stack/backup";

const state = { version: 3, deployment: { resources: [] } } as unknown as Parameters<typeof writeBackup>[1];

it("finds the last import, also where the clock was set back since the one before", () => {
  const folder = mkdtempSync(join(tmpdir(), "comm100-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const stack = { name: "org/shop/test", folder };
  // Its name begins with that of the other one, and it is of a later time.
  writeBackup({ name: "org/shop/test-2", folder }, state, [], new Date("2027-01-01T00:00:00Z"));
  const first = writeBackup(stack, state, [], new Date("2026-03-01T10:10:00Z"));
  const second = writeBackup(stack, state, [], new Date("2026-03-01T10:00:00Z"));
  expect(newestBackup(stack)).toBe(second);
  expect(readJournal(second).time > readJournal(first).time).toBe(true);
  writeJournal(second, { ...readJournal(second), undone: "2026-03-01T10:01:00Z" });
  expect(newestBackup(stack)).toBe(first);
});
