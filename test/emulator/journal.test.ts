import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../provider/emulator";
import { JournalFile } from "../../provider/emulator/store/journal-file";
import { Store } from "../../provider/emulator/store/store";
import { send } from "../support/emulator";

let folder: string;
const running = new Set<Emulator>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comm100-journal-"));
});
afterEach(async () => {
  await Promise.all([...running].map((emulator) => emulator.close()));
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ dataDirectory: folder, ...options });
  running.add(emulator);
  return emulator;
}

async function restarted(emulator: Emulator): Promise<Emulator> {
  await emulator.close();
  return start();
}

const body = async (emulator: Emulator, method: string, path: string, value?: unknown) =>
  (await send(emulator, method, path, value)).body as Record<string, unknown>;

const file = () => join(folder, "journal.jsonl");

describe("a restart", () => {
  it("brings every object back, as it was and in order", async () => {
    const first = await start();
    const { id } = await body(first, "POST", "/campaigns", { name: "Sales" });
    await body(first, "PUT", `/campaigns/${id}/chatButton`, { type: "image" });
    for (const name of ["c", "a", "b"])
      await body(first, "POST", `/campaigns/${id}/invitation/autoInvitations`, { name });
    const variable = await body(first, "POST", "/customVariables", { name: "Gone", type: "text" });
    await send(first, "DELETE", `/customVariables/${variable.id}`);
    const paths = [
      "/campaigns",
      `/campaigns/${id}/chatButton`,
      `/campaigns/${id}/invitation/autoInvitations`,
    ];
    const all = (emulator: Emulator) =>
      Promise.all([...paths, "/customVariables"].map((path) => body(emulator, "GET", path)));
    const before = await all(first);
    const second = await restarted(first);
    expect(await all(second)).toEqual(before);
    // The first start wrote the journal anew; the next one reads that.
    expect(await all(await restarted(second))).toEqual(before);
    expect(before[3]).toEqual([]);
  });

  it("brings nothing back of a deleted campaign, nor after a reset", async () => {
    const first = await start();
    const { id } = await body(first, "POST", "/campaigns", { name: "Sales" });
    await body(first, "PUT", `/campaigns/${id}/chatButton`, { type: "image" });
    await send(first, "DELETE", `/campaigns/${id}`);
    const second = await restarted(first);
    expect(await body(second, "GET", "/campaigns")).toEqual([]);
    await body(second, "POST", "/campaigns", { name: "Other" });
    await fetch(`${second.url}/_emulator/reset`, { method: "POST" });
    const third = await restarted(second);
    expect(await body(third, "GET", "/campaigns")).toEqual([]);
    expect(readFileSync(file(), "utf8")).toBe("");
  });

  it("leaves nothing but the journal behind", async () => {
    await (await start()).close();
    expect(readdirSync(folder)).toEqual(["journal.jsonl"]);
  });
});

describe("the journal", () => {
  it("is for its owner only", async () => {
    await start();
    expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it("says where it can't be read, and the folder stays free", async () => {
    writeFileSync(file(), '[]\n{"put"\n[]\n');
    await expect(start()).rejects.toThrow(`${file()}:2 can't be read.`);
    rmSync(file());
    await start();
  });

  it("leaves out lines of another shape, says so and keeps them", async () => {
    const change = [{ put: "/livechat/customvariables/1", object: { id: "1", name: "Cart", type: "text" } }];
    const others = [
      { version: 2 },
      [{ put: "/livechat/x" }],
      [{ remove: 5 }],
      [{ put: "a", object: [] }],
      "x",
      null,
    ];
    writeFileSync(file(), [change, ...others].map((line) => `${JSON.stringify(line)}\n`).join(""));
    const warnings: string[] = [];
    const emulator = await start({ warn: (message) => warnings.push(message) });
    expect(await body(emulator, "GET", "/customVariables")).toMatchObject([{ name: "Cart" }]);
    const kept = join(folder, "journal.skipped.jsonl");
    expect(warnings).toEqual([
      `The journal in ${folder} has 6 lines that this version doesn't understand, maybe of another one. They were left out of the site, and are kept in ${kept}.`,
    ]);
    const lines = readFileSync(kept, "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(others);
    expect(statSync(kept).mode & 0o077).toBe(0);
  });

  it("is written anew when it holds much more than the site, and loses nothing", async () => {
    const store = new Store(folder);
    const text = "x".repeat(10_000);
    const writes = Array.from({ length: 1_000 }, (_, count) =>
      store.change({ put: "/livechat/settings", object: { count, text } }),
    );
    await Promise.all(writes);
    for (let count = 0; count < 20; count++) {
      await store.change({ put: `/livechat/webhooks/${count}`, object: { count } });
    }
    expect(statSync(file()).size).toBeLessThan(1_000_000);
    await store.close();
    const again = new Store(folder);
    expect(again.get("/livechat/settings")).toEqual({ count: 999, text });
    expect(again.members("/livechat/webhooks").map(({ count }) => count)).toEqual([...Array(20).keys()]);
    await again.close();
  });

  it("acknowledges nothing any more once a write has failed", async () => {
    const store = new Store(folder);
    await store.change({ put: "/livechat/a", object: { kept: true } });
    const { append } = JournalFile.prototype;
    JournalFile.prototype.append = () => {
      throw new Error("no space left on device");
    };
    try {
      await expect(store.change({ put: "/livechat/b", object: {} })).rejects.toThrow(
        "no space left on device",
      );
    } finally {
      JournalFile.prototype.append = append;
    }
    await expect(store.change({ put: "/livechat/c", object: {} })).rejects.toThrow(
      "The journal can't be written",
    );
    await store.close();
    const again = new Store(folder);
    expect([again.get("/livechat/a"), again.get("/livechat/c")]).toEqual([{ kept: true }, undefined]);
    await again.close();
  });

  it("is complete after close, and refuses changes from then on", async () => {
    const store = new Store(folder);
    const writes = Array.from({ length: 50 }, (_, count) =>
      store.change({ put: `/a/${count}`, object: { count } }),
    );
    await store.close();
    await Promise.all(writes);
    await expect(store.change({ put: "/a/late", object: {} })).rejects.toThrow("closed");
    const again = new Store(folder);
    expect(again.members("/a")).toHaveLength(50);
    await again.close();
  });
});

describe("a folder", () => {
  it("belongs to one emulator, also within a process", async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`The folder ${folder} is used by another emulator`);
    await restarted(first);
  });

  it("is taken over from a process that is gone, or that had this one's id", async () => {
    for (const pid of ["999999999", String(process.pid), "", "nonsense"]) {
      writeFileSync(join(folder, "lock"), pid);
      await (await start()).close();
    }
    expect(readdirSync(folder)).toEqual(["journal.jsonl"]);
  });

  it("stays free when the port is taken", async () => {
    const other = await startEmulator();
    running.add(other);
    await expect(start({ port: Number(new URL(other.url).port) })).rejects.toThrow("EADDRINUSE");
    await start();
  });
});
