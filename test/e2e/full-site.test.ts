import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Definition } from "../../provider/core/definition";
import { definitions } from "../../provider/definitions";
import { findEngine } from "../engine";
import { compiled } from "../support/compiled";
import type { TestEmulator } from "../support/emulator";
import { brief, openSite, succeeded, writes } from "../support/site";

const example = resolve(__dirname, "../../examples/full-site");
const people: object = JSON.parse(readFileSync(join(example, "people.json"), "utf8"));

describe.each([findEngine()])("every kind of object, on $name", (engine) => {
  it("a site with every kind of object is created, left alone, refreshed and removed", async () => {
    const { stack, project, emulator } = await openSite(engine);
    await emulator.load(people);
    await stack.setConfig("full-site:smtpPassword", { secret: "obviously-fake-smtp-password" });
    await stack.setConfig("full-site:pushKey", { secret: "obviously-fake-push-key" });
    const before = await singletons(emulator);
    for (const file of readdirSync(example).filter((name) => name.endsWith(".ts"))) {
      project.put(file.replace(/\.ts$/, ".js"), compiled(readFileSync(join(example, file), "utf8")));
    }
    const created = succeeded(await stack.up());
    const kinds = new Set(created.steps.map(({ type }) => type.split("comm100:")[1]));
    expect(definitions.map(({ name }) => name).filter((name) => !kinds.has(name))).toEqual([]);
    expect(created.outputs.snippet).toContain("<script");
    await emulator.forgetRequests();
    expect(brief(succeeded(await stack.up()))).toEqual([]);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    expect(writes(await emulator.requests())).toEqual([]);
    const files = (await stack.backendFiles()).map((file) => readFileSync(file, "utf8"));
    for (const text of [...files, created.output]) expect(text).not.toContain("obviously-fake");
    succeeded(await stack.destroy());
    for (const path of collections) expect(await emulator.call("GET", path), path).toEqual([]);
    expect(await singletons(emulator)).toEqual(before);
  });
});

const pathOf = ({ path }: Definition) => path.replace("/livechat", "");
const ofTheSite = definitions.filter(({ parameters }) => parameters.length === 0);
const collections = ofTheSite.filter(({ hasId, canDelete }) => hasId && canDelete).map(pathOf);
const sitePaths = [...ofTheSite.filter(({ hasId }) => !hasId).map(pathOf), "/agents/7"];

/** Without the one secret among them, which stays, and regardless of the order of the rows. */
async function singletons(emulator: TestEmulator) {
  const all = await Promise.all(sitePaths.map((path) => emulator.call<Record<string, unknown>>("GET", path)));
  return all.map(({ androidGcmAPIKey: _, departmentAutoDistributions: rows, ...rest }) => ({
    ...rest,
    rows: new Set((rows as object[] | undefined)?.map((row) => JSON.stringify(row))),
  }));
}
