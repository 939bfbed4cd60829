import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendLines } from "../../provider/files/growing-file";
import { writeWhole } from "../../provider/files/whole-file";
import { signalsMissing } from "../support/command";
import { fullDiskMissing, sourceOnFullDisk } from "../support/full-disk";
import { needs } from "../support/needs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comm100-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), "utf8");
const write = (name: string, text: string) => writeWhole([{ file: at(name), text }]);

/** Why there are no links, modes and pipes. */
const posixMissing = signalsMissing && "Windows has no modes and named pipes";

describe("a whole file", () => {
  it("is written with the folders that it needs, and leaves nothing beside it", () => {
    writeWhole([{ file: at("a/b/site.yaml"), text: ["one\n", "two\n"] }]);
    expect(read("a/b/site.yaml")).toBe("one\ntwo\n");
    write("a/b/site.yaml", "three\n");
    expect(read("a/b/site.yaml")).toBe("three\n");
    expect(readdirSync(at("a/b"))).toEqual(["site.yaml"]);
    const long = "ü".repeat(127);
    write(long, "four\n");
    expect(read(long)).toBe("four\n");
  });

  it("is as it was when its text can't be had to the end, and so are all that go with it", () => {
    for (const name of ["first", "second"]) writeFileSync(at(name), "before");
    function* broken() {
      yield "half";
      throw new Error("no more");
    }
    expect(() =>
      writeWhole([
        { file: at("first"), text: "after" },
        { file: at("second"), text: broken() },
        { file: at("third"), text: "after" },
      ]),
    ).toThrow(`${at("second")} can't be written: no more`);
    expect([read("first"), read("second")]).toEqual(["before", "before"]);
    expect(readdirSync(folder).sort()).toEqual(["first", "second"]);
  });

  it("goes through links, also to what isn't there yet, and the links stay", needs(posixMissing), () => {
    mkdirSync(at("real"));
    writeFileSync(at("real/site.yaml"), "before");
    symlinkSync("real", at("linked"));
    symlinkSync(join("linked", "site.yaml"), at("site.yaml"));
    symlinkSync(join("..", "new.yaml"), at("real/dangling.yaml"));
    write("site.yaml", "after");
    write("linked/dangling.yaml", "new");
    expect([read("real/site.yaml"), read("new.yaml")]).toEqual(["after", "new"]);
    for (const name of ["site.yaml", "real/dangling.yaml"]) {
      expect(lstatSync(at(name)).isSymbolicLink()).toBe(true);
    }
    symlinkSync("circle", at("circle"));
    expect(() => write("circle", "")).toThrow(/circle can't be written: ELOOP/);
  });

  it("keeps the mode of the one before, and a write-protected one stays", needs(posixMissing), () => {
    writeWhole([{ file: at("secret"), text: "one", mode: 0o600 }]);
    expect(statSync(at("secret")).mode & 0o777).toBe(0o600);
    writeFileSync(at("open"), "one");
    chmodSync(at("open"), 0o664);
    writeWhole([{ file: at("open"), text: "two", mode: 0o600 }]);
    expect(statSync(at("open")).mode & 0o777).toBe(0o664);
    // Root may write to everything.
    if (process.getuid?.() === 0) return;
    chmodSync(at("open"), 0o444);
    expect(() => write("open", "three")).toThrow("EACCES");
    expect(read("open")).toBe("two");
  });

  it("is written to where it is a pipe, which stays one", needs(posixMissing), async () => {
    spawnSync("mkfifo", [at("pipe")]);
    const reader = spawn("cat", [at("pipe")]);
    const text = new Promise<string>((done) => {
      let read = "";
      reader.stdout.on("data", (data: Buffer) => (read += data.toString()));
      reader.on("close", () => done(read));
    });
    write("pipe", "through\n");
    expect(await text).toBe("through\n");
    expect(lstatSync(at("pipe")).isFIFO()).toBe(true);
  });

  it("is written to where it is a device, and a full one is said", needs(deviceMissing()), () => {
    writeWhole([{ file: "/dev/null", text: "nothing" }]);
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
    symlinkSync("/dev/full", at("full"));
    expect(() => write("full", "something")).toThrow(`${at("full")} can't be written: ENOSPC`);
  });

  it("leaves what was there on a full disk", needs(fullDiskMissing), () => {
    writeFileSync(at("site.yaml"), "before");
    const ran = sourceOnFullDisk(
      8,
      folder,
      "files/whole-file",
      `source.writeWhole([
        { file: "small.yaml", text: "fits" },
        { file: "site.yaml", text: ["x".repeat(3000), "x".repeat(30000)] },
      ])`,
    );
    expect(ran).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("site.yaml can't be written: EFBIG"),
    });
    expect(read("site.yaml")).toBe("before");
    expect(readdirSync(folder)).toEqual(["site.yaml"]);
  });
});

describe("a growing file", () => {
  it("gets whole lines", () => {
    appendLines(at("calls.log"), "");
    expect(read("calls.log")).toBe("");
    appendLines(at("calls.log"), "one\n");
    appendLines(at("calls.log"), "two\n");
    expect(read("calls.log")).toBe("one\ntwo\n");
  });

  it("gets no part of a line on a full disk", needs(fullDiskMissing), () => {
    const ran = sourceOnFullDisk(
      8,
      folder,
      "files/growing-file",
      'for (;;) source.appendLines("calls.log", "x".repeat(998) + "\\n")',
    );
    expect(ran.status).toBe(1);
    expect(read("calls.log")).toMatch(/^(x{998}\n)+$/);
  });
});

function deviceMissing() {
  return existsSync("/dev/full") ? undefined : "/dev/full isn't here";
}
