import * as z from "zod";
import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { factsOf } from "../core/field-facts";
import { isObject } from "../core/paths";
import { referenceProperty } from "../core/site-parts";
import { didYouMean } from "../core/suggest";
import type { Problem } from "../core/validate";
import { readText } from "./files";
import { laidOver } from "./lay-over";
import { type ChangeLeaf, withLeaves } from "./leaves";
import { parsedYaml } from "./parsed-yaml";
import { schemaProblems } from "./schema-problems";
import { Secret } from "./secrets";

/** What differs on one site: a file of its own beside the document that all sites share. */
export interface Overlay {
  /** What `${name}` in the document stands for. */
  values: Readonly<Record<string, string>>;
  /** By the property of a reference, such as `department`: the document's names, each with that on this site. */
  references: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A part of a site document, laid over the whole one. */
  site: Properties;
}

export const noOverlay: Overlay = { values: {}, references: {}, site: {} };

const name = z.string().regex(/^\w+$/, { error: "must be a word of letters, digits and _" });
const text = z.union([z.string(), z.number().transform(String)]);

const schema = z.strictObject({
  values: z.record(name, text).default({}),
  references: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  site: z.record(z.string(), z.unknown()).default({}),
});

/** @throws Comm100Error when it can't be read, or is no overlay */
export function readOverlay(file: string): Overlay {
  const content = parsedYaml(file, readText(file, "The overlay ")).value();
  const result = schema.safeParse(content ?? {});
  if (result.success) return result.data;
  const names = Object.keys(schema.shape);
  throw new Comm100Error(`${file} is no overlay: ${schemaProblems(result.error, () => names)}`);
}

/**
 * A document as it is on the overlay's site.
 *
 * @returns with the problems of what the overlay has no value for, where it stands
 */
export function withOverlay(
  document: Properties,
  overlay: Overlay,
): { document: Properties; problems: Problem[] } {
  const problems: Problem[] = [];
  const names = Object.keys(overlay.values);
  const filled = (value: string, path: string) =>
    value.replace(/\$(\$?)\{(\w+)\}/g, (text, isLiteral: string, word: string) => {
      if (isLiteral !== "") return `\${${word}}`;
      const replacement = Object.hasOwn(overlay.values, word) ? overlay.values[word] : undefined;
      if (replacement !== undefined) return replacement;
      const message = `\${${word}} stands for a value that the overlay doesn't have.${didYouMean(word, names)}`;
      problems.push({ path, message });
      return text;
    });
  const named = renaming(overlay.references);
  const change = inTexts((value, path) => filled(value, path));
  const result = withLeaves(laidOver(document, overlay.site), (field, value, path) =>
    named(field, change(field, value, path), path),
  );
  return { document: result, problems };
}

/** A document of the overlay's site in the terms that all sites share. */
export function withoutOverlay(document: Properties, { values, references }: Overlay): Properties {
  const words = Object.entries(values)
    .filter(([, value]) => value !== "")
    .sort(([, one], [, other]) => other.length - one.length);
  const generic = inTexts((value) => abstracted(escaped(value), words));
  const named = renaming(reversed(references));
  return withLeaves(document, (field, value, path) => generic(field, named(field, value, path), path));
}

/** A document as its text has to be, so that what looks like the name of a value isn't one. */
export const withEscapes = (document: Properties): Properties => withLeaves(document, inTexts(escaped));

const escaped = (value: string) => value.replace(/\$\{\w+\}/g, (found) => `$${found}`);

/** `${name}` in place of every value of the overlay that stands alone in a text. */
function abstracted(text: string, words: readonly (readonly [string, string])[]): string {
  const [first, ...others] = words;
  if (first === undefined) return text;
  const [word, value] = first;
  const isInWord = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  const pieces = text.split(value);
  return pieces
    .map((piece, index) => {
      const own = abstracted(piece, others);
      if (index === pieces.length - 1) return own;
      const next = pieces[index + 1] ?? "";
      return own + (isInWord(piece.at(-1)) || isInWord(next.at(0)) ? value : `\${${word}}`);
    })
    .join("");
}

/** A change of texts, and of the name in a reference. */
const inTexts =
  (change: (value: string, path: string) => string): ChangeLeaf =>
  (_field, value, path) => {
    if (typeof value === "string") return change(value, path);
    if (!isObject(value) || value instanceof Secret) return value;
    const members = Object.entries(value).map(([key, member]) => [
      key,
      typeof member === "string" && key !== "secret" ? change(member, path) : member,
    ]);
    return Object.fromEntries(members);
  };

/** Another name in references: by their property, the names, each with the one in its place. */
export const renaming =
  (names: Overlay["references"]): ChangeLeaf =>
  (field, value) => {
    if (!isObject(value) || value instanceof Secret) return value;
    const property = (factsOf(field).refersTo ?? [])
      .map(referenceProperty)
      .find((one) => Object.hasOwn(value, one));
    if (property === undefined) return value;
    const other = names[property]?.[String(value[property])];
    return other === undefined ? value : { [property]: other };
  };

const reversed = (references: Overlay["references"]): Overlay["references"] =>
  Object.fromEntries(
    Object.entries(references).map(([property, names]) => [
      property,
      Object.fromEntries(Object.entries(names).map(([shared, own]) => [own, shared])),
    ]),
  );

/** A document of one site as it would be on another: what differs on purpose has the other one's values. */
export const translated = (document: Properties, from: Overlay, to: Overlay): Properties =>
  withOverlay(withoutOverlay(document, from), to).document;
