import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Comm100Error } from "../../provider/core/errors";
import { siteParts } from "../../provider/core/site-parts";
import { definitions } from "../../provider/definitions";
import { noOverlay, readOverlay, withOverlay } from "../../provider/site-document/overlay";
import { placedText, resolved } from "../../provider/site-document/resolved";
import { readSource } from "../../provider/site-document/source";
import { hostileValues } from "../support/hostile-values";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "comm100-documents-"));
});
afterAll(() => {
  console.log(
    `hostile documents: ${cases} cases, ${refused} refused with a place, ${cases - refused} read; 0 crashes`,
  );
  rmSync(folder, { recursive: true, force: true });
});

let cases = 0;
let refused = 0;

function file(text: string | Buffer): string {
  const path = join(folder, "site.yaml");
  writeFileSync(path, text);
  return path;
}

/** The problems of a document as every command finds them; what can't be read at all is one. */
function problemsOf(text: string | Buffer): string[] {
  cases += 1;
  try {
    const texts = resolved(readSource(file(text)), noOverlay).problems.map(placedText);
    if (texts.length > 0) refused += 1;
    return texts;
  } catch (error) {
    expect(error, String((error as Error).stack)).toBeInstanceOf(Comm100Error);
    expect((error as Error).message).not.toMatch(/\n {4}at /);
    refused += 1;
    return [(error as Error).message];
  }
}

/** Ten times the entry before, at each of ten steps. */
const bomb = Array.from({ length: 10 }, (_, index) =>
  index === 0
    ? 'a0: &a0 ["x"]'
    : `a${index}: &a${index} [${Array(10)
        .fill(`*a${index - 1}`)
        .join(", ")}]`,
).join("\n");

describe("a document", () => {
  it.each([
    ["that unfolds a billion times", `${bomb}\ncampaigns: *a9\n`, /site\.yaml.*aliases/],
    ["that holds itself", "campaigns: &a\n  - *a\n", /site\.yaml.*aliases/],
    [
      "with a key twice",
      "webhooks: []\nwebhooks: []\n",
      /site\.yaml:2:1: two keys `webhooks`: lines 1 and 2\./,
    ],
    ["with a polluting key", '{"__proto__": {"polluted": true}}', /__proto__/],
    ["with a polluting key in an object", 'settings: {"__proto__": {"polluted": true}}', /__proto__/],
    ["with a polluting key in an entry", 'campaigns: [{"name": "A", "constructor": {}}]', /constructor/],
    ["that is cut off", 'campaigns: [{"name": "A"', /site\.yaml:1:/],
    ["that is a list", "- a\n- b\n", /it must be an object/],
    ["that is a text", "hello", /it must be an object/],
    ["with nothing in it", "", /it must be an object/],
    ["with two documents", "campaigns: []\n---\ncampaigns: []\n", /site\.yaml/],
    [
      "with tags of other languages",
      'campaigns: !!python/object/apply:os.system ["id"]\n',
      /campaigns|site\.yaml/,
    ],
    ["with an object as a key", "? {a: b}\n: c\n", /site\.yaml/],
    ["in UTF-16", Buffer.from("\ufeffcampaigns: []", "utf16le"), /site\.yaml/],
    ["with NUL", "campaigns: \0", /site\.yaml/],
    ["nested a thousand times", `campaigns: ${"[".repeat(1000)}${"]".repeat(1000)}`, /site\.yaml/],
    ["of a number as a part", "campaigns: 5\nsettings: yes\nwebhooks: {}\n", /site\.yaml:1:1.*list/],
  ])("%s is refused with the place", (_, text, message) => {
    const start = performance.now();
    const problems = problemsOf(text);
    expect(problems.join("\n")).toMatch(message);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it("with any value at all in any of its parts is read or refused, and never ends a command", () => {
    const names = siteParts(definitions).map(({ property }) => property);
    const anything = fc.oneof(...Object.values(hostileValues), fc.anything({ withNullPrototype: false }));
    const entry = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom("name", "id", "__proto__", "campaign")),
      anything,
    );
    const part = fc.oneof(anything, fc.array(fc.oneof(entry, anything), { maxLength: 3 }), entry);
    const property = fc.property(fc.constantFrom(...names), part, (name, value) => {
      problemsOf(
        JSON.stringify({ [name]: value }, (_, one: unknown) =>
          typeof one === "bigint" ? Number(one) : one,
        ) ?? "",
      );
    });
    fc.assert(property, { numRuns: 150, seed: 7 });
  });
});

describe("an overlay", () => {
  it.each([
    ["with a polluting value", 'values: {"__proto__": "x"}', /./],
    ["with a list for the values", "values: [a]", /values/],
    ["with an object as a value", "values: {a: {b: c}}", /values\.a/],
    ["with another part", "valeus: {}", /Did you mean "values"/],
    ["that unfolds a billion times", `${bomb}\n`, /can't be read|is no overlay/],
    ["with a key twice", "values: {}\nvalues: {}\n", /:2:1: two keys `values`: lines 1 and 2/],
    ["that is a text", "hello", /is no overlay/],
  ])("%s is refused, or has no such value", (_, text, message) => {
    cases += 1;
    const path = file(text);
    try {
      const overlay = readOverlay(path);
      const { missing } = withOverlay(
        {
          campaigns: [
            { name: ["constructor", "__proto__", "toString"].map((word) => `\${${word}}`).join(" ") },
          ],
        },
        overlay,
      );
      expect(missing.map(({ word }) => word).join()).toMatch(/constructor.*toString/s);
    } catch (error) {
      expect(error).toBeInstanceOf(Comm100Error);
      expect((error as Error).message).toMatch(message);
      refused += 1;
    }
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});
