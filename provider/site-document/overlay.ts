import * as z from "zod";
import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { factsOf } from "../core/field-facts";
import { isObject } from "../core/paths";
import { referenceProperty } from "../core/site-parts";
import { didYouMean } from "../core/suggest";
import { readText } from "./files";
import { type LaidOver, laidOver } from "./lay-over";
import { type ChangeLeaf, withLeaves } from "./leaves";
import { type ParsedYaml, parsedYaml } from "./parsed-yaml";
import { schemaProblems } from "./schema-problems";
import { Secret } from "./secrets";
import type { Steps } from "./steps";

/** What differs on one site: a file of its own beside the document that all sites share. */
export interface Overlay {
  /** What `${name}` in the document stands for. */
  values: Readonly<Record<string, string>>;
  /** By the property of a reference, such as `department`: the document's names, each with that on this site. */
  references: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A part of a site document, laid over the whole one. */
  site: Properties;
  /** The file that says so; missing where nothing does. */
  parsed?: ParsedYaml;
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
export const readOverlay = (file: string): Overlay => overlayIn(file, readText(file, "The overlay "));

/** As `readOverlay`, of a text that isn't in the file yet. */
export function overlayIn(file: string, content: string): Overlay {
  const parsed = parsedYaml(file, content);
  const result = schema.safeParse(parsed.value() ?? {});
  if (result.success) return { ...result.data, parsed };
  const names = Object.keys(schema.shape);
  throw new Comm100Error(schemaProblems(parsed, "overlay", result.error, () => names));
}

/** What in an overlay a value was made with: the steps to an entry of its `values` or `references`. */
export type Use = Steps;

/** A document as it is on one site, and how it became that. */
export interface Overlaid extends LaidOver {
  document: Properties;
  /** By the path of a value: what of the overlay is in it, each once. */
  uses: ReadonlyMap<string, readonly Use[]>;
  /** Where the document or the overlay asks for a value that the overlay doesn't have. */
  missing: readonly { path: string; word: string }[];
  /** By the property of a reference: the names in the document. */
  names: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A document as it is on the overlay's site. */
export function withOverlay(document: Properties, overlay: Overlay): Overlaid {
  const uses = new Map<string, Use[]>();
  const missing: { path: string; word: string }[] = [];
  const names = new Map<string, Set<string>>();
  const laid = laidOver(document, overlay.site, inTerms(overlay));
  const change = inTerms(overlay, {
    used: (path, use) => uses.set(path, [...(uses.get(path) ?? []), use]),
    missing: (path, word) => missing.push({ path, word }),
    named: (property, shared) => names.set(property, (names.get(property) ?? new Set()).add(shared)),
  });
  return { ...laid, document: withLeaves(laid.document, change), uses, missing, names };
}

/** What is wrong where there is no value for `${word}`, only for these. */
export const missingText = (word: string, names: readonly string[]): string =>
  `\${${word}} stands for a value that the overlay doesn't have.${didYouMean(word, names)}`;

const ignored: Told = { used() {}, missing() {}, named() {} };

/** What is told while values are put in. */
interface Told {
  used(path: string, use: Use): void;
  missing(path: string, word: string): void;
  named(property: string, shared: string): void;
}

/** Puts the overlay's values and names into a value of the document. */
export function inTerms({ values, references }: Overlay, told: Told = ignored): ChangeLeaf {
  const filled = inTexts((value, path) =>
    value.replace(/\$(\$?)\{(\w+)\}/g, (found, isLiteral: string, word: string) => {
      if (isLiteral !== "") return `\${${word}}`;
      const replacement = Object.hasOwn(values, word) ? values[word] : undefined;
      if (replacement === undefined) told.missing(path, word);
      else told.used(path, ["values", word]);
      return replacement ?? found;
    }),
  );
  const named = renaming(references, told);
  return (field, value, path) => named(field, filled(field, value, path), path);
}

/** A document of the overlay's site in the terms that all sites share. */
export const withoutOverlay = (document: Properties, overlay: Overlay): Properties =>
  withLeaves(document, inSharedTerms(overlay, Object.entries(overlay.values)));

/**
 * Puts a value of the overlay's site as the document has to have it: with the names that all sites share.
 *
 * @param values those that a text may be made with, in place of the text itself
 */
export function inSharedTerms(
  { references }: Overlay,
  values: readonly (readonly [word: string, value: string])[],
): ChangeLeaf {
  const words = values
    .filter(([, value]) => value !== "")
    .toSorted(([, one], [, other]) => other.length - one.length);
  const generic = inTexts((value) => abstracted(escaped(value), words));
  const named = renaming(reversed(references), ignored);
  return (field, value, path) => generic(field, named(field, value, path), path);
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
  (names: Overlay["references"], told: Told = ignored): ChangeLeaf =>
  (field, value, path) => {
    if (!isObject(value) || value instanceof Secret) return value;
    const property = (factsOf(field).refersTo ?? [])
      .map(referenceProperty)
      .find((one) => Object.hasOwn(value, one));
    if (property === undefined) return value;
    const shared = String(value[property]);
    told.named(property, shared);
    const others = Object.hasOwn(names, property) ? (names[property] ?? {}) : {};
    const other = Object.hasOwn(others, shared) ? others[shared] : undefined;
    if (other === undefined) return value;
    told.used(path, ["references", property, shared]);
    return { [property]: other };
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
  isSameOverlay(from, to) ? document : withOverlay(withoutOverlay(document, from), to).document;

/** Whether two overlays are of one file, so that a document in the terms of one is in those of the other. */
export const isSameOverlay = (one: Overlay, other: Overlay): boolean =>
  one === other || (one.parsed !== undefined && one.parsed.file === other.parsed?.file);
