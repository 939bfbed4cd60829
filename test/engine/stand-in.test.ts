import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { engines, findEngine, standInEngine } from ".";
import { filesWith, openSample, succeeded } from "./sample";
import { NOTICE } from "./stand-in";

afterEach(() => vi.unstubAllEnvs());

describe("the stand-in", () => {
  it("says once, in one line, what it is, what it lacks and how to get the real one", async () => {
    const { stack, write } = await openSample(standInEngine());
    write("");
    const first = succeeded(await stack.preview());
    expect(first.output.split("\n").filter((line) => line === NOTICE)).toHaveLength(1);
    expect(NOTICE).toMatch(/stand-in.*not Pulumi.*no .*--engine pulumi/i);
    expect((await stack.up()).output).not.toContain(NOTICE);
  });

  it("keeps its state in a Pulumi deployment file that only its owner can read, with secrets encrypted", async () => {
    const { stack, up } = await openSample(standInEngine(), {
      config: { "sample:token": { secret: "PLAIN-1" } },
    });
    await up(`const a = new Thing("a", { token: new pulumi.Config("sample").require("token"), pair: pulumi.secret(["PLAIN-2"]) });
      exports.pair = a.pair;`);
    const [file = "", ...others] = await stack.backendFiles();
    expect(others).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      version: 3,
      deployment: {
        resources: [
          { type: "pulumi:pulumi:Stack", custom: false },
          { type: "pulumi:providers:pulumi-nodejs", custom: true },
          { type: "pulumi-nodejs:dynamic/sample:Thing", custom: true, id: "a-1" },
        ],
      },
    });
    // Of the two, the program marks only one as secret when it hands it to a resource.
    expect(await filesWith(stack, "PLAIN-2")).toEqual([]);
    expect(await filesWith(stack, "PLAIN-1")).toEqual([file]);
  });

  it("refuses what only Pulumi has, instead of doing something else", async () => {
    const { stack, write, calls } = await openSample(standInEngine());
    write(`new Thing("a");`);
    for (const options of [
      { targets: ["urn"] },
      { continueOnError: true },
      { flags: ["--exclude-protected"] },
    ])
      await expect(stack.up(options)).rejects.toThrow(`The stand-in has no ${Object.keys(options).join()}`);
    expect(calls()).toEqual([]);
  });

  it("shows a person what it does", async () => {
    const { stack, write, up } = await openSample(standInEngine());
    await up(
      `const a = new Thing("a", { color: "red", token: pulumi.secret("one"), kind: "x" }); new Thing("b", { kind: "x" }, { dependsOn: a });`,
    );
    write(
      `const a = new Thing("a", { color: "blue", token: pulumi.secret("two"), kind: "x" }); new Thing("b", { kind: "y" }, { dependsOn: a });`,
    );
    const { output } = succeeded(await stack.preview());
    expect(output.split("\n").map((line) => line.trimEnd())).toEqual([
      "Preview:",
      "  ~ sample:Thing a update",
      '      ~ color: "red" => "blue"',
      "      ~ token: [secret] => [secret]",
      "  +- sample:Thing b replace",
      '      ~ kind: "x" => "y" (replaces)',
      "Resources: 1 update, 1 replace",
      "",
    ]);
  });

  it("leaves no file and no process behind", async () => {
    const { stack, write } = await openSample(standInEngine());
    write(`const a = new Thing("a", { takes: 30000 });`);
    const [file = ""] = await stack.backendFiles();
    const running = stack.up();
    await expect.poll(children).toHaveLength(2);
    await stack.dispose();
    expect((await running).succeeded).toBe(false);
    expect(existsSync(dirname(file))).toBe(false);
    expect(children()).toEqual([]);
  });
});

describe("the choice of an engine", () => {
  it("is the environment's to make", () => {
    vi.stubEnv("COMM100_TEST_ENGINE", "stand-in");
    expect(findEngine().name).toBe("stand-in");
    expect(engines().map(({ name }) => name)).toEqual(["stand-in"]);
    vi.stubEnv("COMM100_TEST_ENGINE", "other");
    expect(() => findEngine()).toThrow('COMM100_TEST_ENGINE is "other"; it can be "pulumi" or "stand-in".');
  });

  it("falls to the stand-in without pulumi on PATH, unless pulumi is asked for", () => {
    const empty = mkdtempSync(join(tmpdir(), "comm100-empty-"));
    vi.stubEnv("COMM100_TEST_ENGINE", "");
    vi.stubEnv("PATH", empty);
    expect(findEngine().name).toBe("stand-in");
    expect(() => findEngine({ prefer: "pulumi" })).toThrow("pulumi is not on PATH");
    rmSync(empty, { recursive: true });
  });
});

/** The Node processes that this process has started for Pulumi's SDK. */
function children(): string[] {
  const table = execFileSync("ps", ["-A", "-o", "ppid=,args="], { encoding: "utf8" });
  return table
    .split("\n")
    .filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes("@pulumi"));
}
