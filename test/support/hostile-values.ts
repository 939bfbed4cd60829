import fc from "fast-check";
import type { z } from "zod";
import type { Definition, Properties } from "../../provider/core/definition";
import { elementOf, factsOf, shapeOf } from "../../provider/core/field-facts";
import { isObject } from "../../provider/core/paths";

const words = fc.string({ minLength: 1, maxLength: 12 });
const around = (part: fc.Arbitrary<string>) =>
  fc.tuple(words, part, words).map(([before, middle, after]) => `${before}${middle}${after}`);

/** What a field may be given by mistake or in bad faith, by a word for it. */
export const hostileValues: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  "a number": fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-0, 1e21, 2 ** 53)),
  "no number": fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  "a boolean": fc.boolean(),
  null: fc.constant(null),
  "a list": fc.array(fc.oneof(words, fc.integer(), fc.constant(null)), { maxLength: 3 }),
  "an object": fc.dictionary(words, fc.oneof(words, fc.integer()), { maxKeys: 3 }),
  "nested 200 deep": fc.constant(null).map(() => nested(200)),
  "another word": fc.oneof(
    words,
    fc.constantFrom("ADAPTIVE", "None", "true", "1", "__proto__", "constructor"),
  ),
  nothing: fc.constant(""),
  spaces: fc.constantFrom(" ", "\t", " \u00a0\u2003 "),
  "too long": fc.integer({ min: 300, max: 5000 }).map((length) => "x".repeat(length)),
  "a megabyte": fc.constant("m".repeat(1_000_000)),
  "control characters": around(
    fc.string({ unit: fc.integer({ max: 31 }).map((c) => String.fromCharCode(c)), minLength: 1 }),
  ),
  "NUL and line breaks": around(
    fc.constantFrom("\0", "\r\n", "\r\nX-Injected: 1\r\n\r\n", "\u2028", "\u0085"),
  ),
  "beyond the BMP": around(
    fc.string({ unit: "binary", minLength: 1 }).map((text) => `${text}\u{1f468}\u200d\u{1f469}\u{10ffff}`),
  ),
  "half a surrogate pair": around(fc.constantFrom("\ud800", "\udc00", "\udfff\ud800")),
  "a path": fc.constantFrom(
    "/",
    "..",
    "../..",
    ".",
    "a/b",
    "%2f",
    "%2e%2e",
    "..%2fsettings",
    "a?b=c",
    "a#b",
    "a;b",
    "\\..\\",
  ),
  "a script": fc.constantFrom(
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
    "<%= 7*7 %>",
    "{{7*7}}",
    "$(id)",
  ),
  "a polluting key": fc.constantFrom<unknown>(
    JSON.parse('{"__proto__":{"polluted":true}}'),
    JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
    JSON.parse('{"prototype":{"polluted":true}}'),
    JSON.parse('[{"__proto__":{"polluted":true}}]'),
    JSON.parse('{"name":"x","__proto__":"polluted"}'),
  ),
};

function nested(depth: number): unknown {
  let value: unknown = "end";
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

export type Path = readonly (string | number)[];

/** The path of every field that a program may declare, nested ones included; lists with their first entry. */
export function inputPaths(definition: Definition): Path[] {
  return pathsIn(definition.inputs);
}

function pathsIn(shape: Readonly<Record<string, z.ZodType>>, before: Path = []): Path[] {
  return Object.entries(shape).flatMap(([name, field]) => {
    const { readOnly, include } = factsOf(field);
    if (readOnly || include !== undefined) return [];
    const path = [...before, name];
    const element = elementOf(field);
    if (element) {
      const inner = shapeOf(element);
      return [path, [...path, 0], ...(inner ? pathsIn(inner, [...path, 0]) : [])];
    }
    const inner = shapeOf(field);
    return [path, ...(inner ? pathsIn(inner, path) : [])];
  });
}

/** The values with another one at a path; what is missing on the way there is made. */
export function withValueAt(values: Properties, path: Path, value: unknown): Properties {
  const [first = "", ...rest] = path;
  const set = (container: unknown): unknown => {
    if (rest.length === 0) return value;
    const [next] = rest;
    if (typeof next === "number") {
      const list = Array.isArray(container) && container.length > 0 ? [...container] : [{}];
      list[next] = rest.length === 1 ? value : withValueAt(objectOf(list[next]), rest.slice(1), value);
      return list;
    }
    return withValueAt(objectOf(container), rest, value);
  };
  // Defined and not assigned: a key may be `__proto__`.
  return Object.fromEntries([
    ...Object.entries(values).filter(([name]) => name !== first),
    [first, set(values[String(first)])],
  ]);
}

const objectOf = (value: unknown): Properties => (isObject(value) ? value : {});
