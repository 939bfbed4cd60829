import type * as z from "zod";
import { elementOf, type Fields, innerType, otherNames, shapeOf, typeOf } from "../core/field-facts";
import { groupsOf } from "../core/operations";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import type { Masking } from "./shape";

/**
 * Keys as they may be seen by everybody. A word of the definitions is as it is. Any other key is too, where it looks
 * like a name of an API and isn't a text of the site: a service may answer an object with people's addresses as keys.
 *
 * @param texts those of the site
 */
export function maskingFor(texts: ReadonlySet<string>): Masking {
  const ours = definedWords();
  return (key, isDeep = false) => {
    if (ours.has(key)) return key;
    return !isDeep && isLikeName(key) && !texts.has(key.toLowerCase()) ? key : `<key: ${kindOf(key)}>`;
  };
}

/** The longest name of the documents has 55 characters. */
const isLikeName = (key: string) =>
  /^[A-Za-z_][A-Za-z0-9_]{0,59}$/.test(key) && (key.match(/\d/g) ?? []).length < 4;

function kindOf(key: string): string {
  if (key.includes("@")) return "e-mail address";
  if (/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(key)) return "GUID";
  return /^[-+]?\d+([.,]\d+)*$/.test(key) ? "number" : "text";
}

/** Names of fields, and the values of enumerations. */
function definedWords(): ReadonlySet<string> {
  const words = new Set(["id", "code", "message", "error"]);
  for (const { operations } of groupsOf(definitions, systems)) {
    for (const { returns } of Object.values(operations)) addWords(returns?.fields ?? {}, words);
  }
  return words;
}

function addWords(fields: Fields, words: Set<string>): void {
  for (const [name, field] of Object.entries(fields)) {
    for (const one of [name, ...otherNames(field), ...valuesOf(field)]) words.add(one);
    addWords(fieldsIn(field), words);
  }
}

const valuesOf = (field: z.ZodType): readonly string[] =>
  typeOf(field) === "enum" ? ((innerType(field) as z.ZodEnum).options as string[]) : [];

const fieldsIn = (field: z.ZodType): Fields => shapeOf(elementOf(field) ?? field) ?? {};
