import fc from "fast-check";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import type { Properties } from "../../provider/core/definition";
import { documentParts, documentText } from "../../provider/site-document/text";

const text = fc.oneof(
  fc.string(),
  fc.constantFrom("", " ", "a: b", "- a", "line\nline\n", "#", "null", "1", "{"),
);
const entry = fc.dictionary(
  text,
  fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 2 })),
  {
    maxKeys: 3,
  },
);
const document = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.oneof(entry, text, fc.array(entry, { maxLength: 3 }), fc.constant(undefined)),
  { maxKeys: 4 },
) as fc.Arbitrary<Properties>;

/** In one go, as a reader expects it. */
const whole = {
  yaml: (one: Properties) => stringify(one, { lineWidth: 0, aliasDuplicateObjects: false }),
  json: (one: Properties) => `${JSON.stringify(one, null, 2)}\n`,
};

it.each(["yaml", "json"] as const)("the pieces of any document are together its text in %s", (format) => {
  fc.assert(
    fc.property(document, (one) => {
      const written = documentText(one, format);
      const own = format === "yaml" ? written.slice(written.indexOf("\n") + 1) : written;
      expect(own).toBe(whole[format](one));
    }),
  );
});

it("a list of thousands comes in pieces, in the same text", () => {
  const list = Array.from({ length: 1234 }, (_, index) => ({ name: `Variable ${index}`, value: "a\n  b\n" }));
  const one = { customVariables: list, webhooks: [{ event: "chatStarts" }] };
  const pieces = [...documentParts(one, "yaml")];
  expect(pieces.length).toBeGreaterThan(12);
  expect(pieces.slice(1).join("")).toBe(whole.yaml(one));
  expect(parse(pieces.join(""))).toEqual(one);
});
