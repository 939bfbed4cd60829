import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { acceptedLine } from "../../provider/cli/accept";
import type { Properties } from "../../provider/core/definition";
import { withEscapes } from "../../provider/site-document/overlay";
import { documentText } from "../../provider/site-document/text";
import { jsonText } from "../../provider/text/json";
import { yamlText } from "../../provider/text/yaml";
import { actedOn, hostileText } from "../support/hostile-text";

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { arbitrary: hostileText, weight: 5 },
    fc.constantFrom(1, -0.5, true, null, "", [], {}),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(hostileText, tie("any"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;

const variable = fc.record({ name: hostileText, type: fc.constant("text"), value: hostileText });

/** As the site has it: what looks like the name of an overlay's value is escaped in a document. */
const document = fc.record({
  campaigns: fc.array(fc.record({ name: hostileText, description: hostileText }), { maxLength: 2 }),
  customVariables: fc.array(variable, { maxLength: 3 }),
}) as fc.Arbitrary<Properties>;

describe.each([
  ["YAML", (one: unknown) => yamlText(one), (text: string) => parse(text) as unknown],
  ["JSON", (one: unknown) => jsonText(one, 2), (text: string) => JSON.parse(text) as unknown],
])("a value as %s", (_format, write, read) => {
  it("is the same when it is read, and acts on nothing where it is shown", () => {
    fc.assert(
      fc.property(value, (one) => {
        const written = write({ here: one });
        expect(actedOn(written)).toEqual([]);
        expect(read(written)).toEqual({ here: one });
      }),
    );
  });
});

it.each(["yaml", "json"] as const)(
  "a document in %s is read as it was, and acts on nothing where it is shown",
  (format) => {
    fc.assert(
      fc.property(document, (one) => {
        const written = documentText(one, format);
        expect(actedOn(written)).toEqual([]);
        expect(parse(written)).toEqual(withEscapes(one));
      }),
    );
  },
);

it("what looks to others like no character of its own is spelled as the code point that it is", () => {
  expect(yamlText({ a: "\u{e0041}\u001b" })).toBe('a: "\\U000e0041\\u001b"\n');
});

it("the line of --accept is one line, and the value where it is pasted", () => {
  const names = fc.oneof(hostileText, fc.constantFrom("title", "greetings"));
  fc.assert(
    fc.property(names, value, (name, right) => {
      const line = acceptedLine({ steps: ["campaigns", 0, name], value: right });
      expect(line).not.toContain("\n");
      expect(actedOn(line)).toEqual([]);
      expect(parse(`before: 1\n${line}\nafter: 2\n`)).toEqual({ before: 1, [name]: right, after: 2 });
    }),
  );
});

it("the line of --accept for an entry of a list is the entry", () => {
  fc.assert(
    fc.property(value, (right) => {
      const line = acceptedLine({ steps: ["greetings", 2], value: right });
      expect([actedOn(line), line.includes("\n")]).toEqual([[], false]);
      expect(parse(`greetings:\n  ${line}\n`)).toEqual({ greetings: [right] });
    }),
  );
});
