import type * as z from "zod";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf } from "../core/field-facts";
import { keyOfEntry } from "../core/lists";
import { keyNames } from "../core/natural-key";
import { isObject, valueAt } from "../core/paths";
import { remembered } from "../core/remembered";
import { keyWithinOwner, type SitePart, siteParts } from "../core/site-parts";
import { definitions } from "../definitions";
import { entryName } from "./resource-names";

/** What an object of a site document may have. */
export interface Known {
  parts: readonly SitePart[];
  fields: Fields;
}

/** What a site document may have. */
export const inSite: Known = { parts: siteParts(definitions), fields: {} };

/** A member of an object: entries that a key tells apart, an object of members, or a value that is replaced as a whole. */
export type Member =
  | { kind: "entries"; entries: Entries }
  | { kind: "object"; known: Known }
  | { kind: "value"; field?: z.ZodType };

/** A list whose entries are told apart by what is in them. */
export interface Entries {
  known: Known;
  /** How people call what tells the entries apart: `name`. */
  keyNames: string;
  /** The same for all spellings of one key; undefined where an entry lacks it. */
  keyOf(entry: Properties): string | undefined;
  /** What people call an entry; empty where it has nothing to be called by. */
  titleOf(entry: Properties): string;
  /** Where in an entry its key is: `name`, `field.name`. */
  keyPaths: readonly string[];
  /** Whether the sequence counts. */
  isOrdered: boolean;
}

const value: Member = { kind: "value" };

export function memberOf({ parts, fields }: Known, name: string): Member {
  const part = parts.find(({ property }) => property === name);
  if (part) return memberOfPart(part);
  return Object.hasOwn(fields, name) ? memberOfField(fields[name] as z.ZodType) : value;
}

const memberOfPart = remembered((part: SitePart): Member => {
  const { parts, definition, parameters } = part;
  const known = { parts, fields: definition.inputs };
  if (!part.isList) return { kind: "object", known };
  const entries: Entries = {
    known,
    keyNames: keyNames(definition) || parameters.join(" and "),
    keyOf: (entry) => keyWithinOwner(part, entry),
    titleOf: (entry) => (entryName(part, entry, isPlain)?.earlier ?? "").trim(),
    keyPaths: [...parameters, ...definition.naturalKey],
    isOrdered: false,
  };
  return { kind: "entries", entries };
});

const isPlain = (one: unknown) => typeof one === "object" && one !== null;

const memberOfField = remembered((field: z.ZodType): Member => {
  const shape = shapeOf(field);
  if (shape) return { kind: "object", known: { parts: [], fields: shape } };
  const element = elementOf(field);
  const fields = element && shapeOf(element);
  const { key, unordered } = factsOf(field);
  if (!fields || key === undefined) return { kind: "value", field };
  const entries: Entries = {
    known: { parts: [], fields },
    keyNames: key,
    keyOf: (entry) => keyOfEntry(element, key, entry),
    titleOf: (entry) => titleOfKey(valueAt(entry, key)),
    keyPaths: [key],
    isOrdered: fields.order !== undefined && !unordered,
  };
  return { kind: "entries", entries };
});

/** A text, or the name in a reference such as `{ department: "Sales" }`. */
export function titleOfKey(key: unknown): string {
  const [only] = isObject(key) ? Object.values(key) : [key];
  return only === undefined ? "" : String(only);
}
