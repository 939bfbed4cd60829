import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exportSite } from "../../provider/site-document/export";
import { credentials, startTestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { missingPackage, packages } from "./readers";

/** An independent validator, which comes with the proxy. */
const ajv = join(packages, "ajv/dist/2020.js");

interface Validator {
  compile(schema: object): ((document: unknown) => boolean) & { errors?: { instancePath: string }[] | null };
}

describe("the published schema of site documents", needs(missingPackage("ajv")), () => {
  async function validator() {
    const module = (await import(ajv)) as { default: { default: new (options: object) => Validator } };
    const schema = readFileSync(join(__dirname, "../../schema/site-document.json"), "utf8");
    return new module.default.default({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(schema));
  }

  it("holds for an exported site, and not for one with mistakes", async () => {
    const emulator = await startTestEmulator();
    await emulator.load("demo");
    const { document } = await exportSite({ baseUrl: emulator.url, credentials });
    await emulator.close();
    const validate = await validator();
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    const [store, ...others] = document.campaigns as Record<string, unknown>[];
    const wrong = {
      ...document,
      campaigns: [{ ...store, chatButon: {}, name: 5 }, ...others],
      webhooks: [{}],
    };
    expect(validate(wrong)).toBe(false);
    const places = (validate.errors ?? []).map(({ instancePath }) => instancePath);
    expect(new Set(places)).toEqual(new Set(["/campaigns/0", "/campaigns/0/name", "/webhooks/0"]));
  });
});
