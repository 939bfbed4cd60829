import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { repository } from "../support/packed";
import { type Ran, ran } from "../support/ran";
import { missingPackage, missingPython, packages, pythonProgram } from "./readers";

/** The document that is in the package. */
const document = require.resolve("pulumi-comm100/openapi.json");

const authorization = `Basic ${Buffer.from(`${credentials.email}:${credentials.apiKey}`).toString("base64")}`;

describe("a client that others generate from the OpenAPI document", () => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await startTestEmulator({ fixtures: "demo" });
  });
  afterAll(() => emulator.close());
  afterEach(() => cleanup());

  it("compiles and works: openapi-typescript", needs(missingPackage("openapi-typescript")), async () => {
    const folder = folderFor("openapi-fetch.ts");
    const script = join(packages, "openapi-typescript/bin/cli.js");
    await succeeds(process.execPath, [script, document, "--output", join(folder, "generated.ts")], folder);
    await compiles(folder, "openapi-fetch.ts");
    expectToWork(await runs(folder, "openapi-fetch.ts"));
  });

  it("compiles and works: hey-api", needs(missingPackage("@hey-api/openapi-ts")), async () => {
    const folder = folderFor("hey-api.ts");
    const script = join(packages, "@hey-api/openapi-ts/bin/run.js");
    await succeeds(
      process.execPath,
      [script, "--input", document, "--output", join(folder, "generated")],
      folder,
    );
    await compiles(folder, "hey-api.ts");
    expectToWork(await runs(folder, "hey-api.ts"));
  });

  it("compiles and works: openapi-python-client", needs(missingPython("openapi-python-client")), async () => {
    const folder = folderFor("python-client.py");
    const python = pythonProgram("python");
    const output = join(folder, "generated");
    const args = ["generate", "--path", document, "--output-path", output, "--meta", "none"];
    const told = await succeeds(pythonProgram("openapi-python-client"), args, folder);
    expect(told).not.toMatch(/unsupported|ERROR|skipp.*(path|schema|parameter)/i);
    await succeeds(python, ["-m", "compileall", "-q", output], folder);
    expectToWork(await succeeds(python, ["python-client.py", emulator.url, authorization], folder));
  });

  /** A folder with the program, which finds the packages of the tests. */
  function folderFor(program: string): string {
    const folder = mkdtempSync(join(tmpdir(), "comm100-client-"));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    copyFileSync(join(__dirname, "clients", program), join(folder, program));
    symlinkSync(packages, join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    return folder;
  }

  const runs = (folder: string, program: string) => {
    const tsx = join(repository, "node_modules/tsx/dist/cli.mjs");
    return succeeds(process.execPath, [tsx, program, emulator.url, authorization], folder);
  };
});

const cleanups: (() => void)[] = [];
const cleanup = () => {
  for (const one of cleanups.splice(0)) one();
};

async function compiles(folder: string, program: string): Promise<void> {
  const tsc = join(packages, "typescript/bin/tsc");
  const settings = ["--noEmit", "--strict", "--target", "es2022", "--module", "esnext"];
  const types = ["--moduleResolution", "bundler", "--typeRoots", join(repository, "node_modules/@types")];
  await succeeds(process.execPath, [tsc, ...settings, ...types, "--types", "node", program], folder);
}

async function succeeds(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, told }: Ran = await ran(command, args, { cwd });
  expect({ code, told: code === 0 ? "" : told }).toEqual({ code: 0, told: "" });
  return told;
}

function expectToWork(told: string): void {
  const { created, listed, all, filtered, updated, error } = JSON.parse(told) as Results;
  expect(created).toBe("Spring");
  expect(listed).toEqual(expect.arrayContaining(["Spring"]));
  expect(listed.length).toBeGreaterThan(1);
  expect(filtered.length).toBeGreaterThan(0);
  expect(filtered.length).toBeLessThan(all);
  for (const [name, typeOfCampaign] of filtered) {
    expect(name).toMatch(/mia/i);
    expect(typeOfCampaign).toBe("string");
  }
  expect(updated).toMatchObject({ name: "Summer", description: "From June", language: "English" });
  expect(error).toBe(404000);
}

/** What each program in clients/ prints. */
interface Results {
  created: string;
  listed: string[];
  all: number;
  filtered: [name: string, typeOfCampaign: string][];
  updated: object;
  error: number;
}
