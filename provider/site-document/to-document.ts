import type * as z from "zod";
import { canonical, inOrder } from "../core/canonical";
import { isIgnored } from "../core/conditions";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf, typeOf, writable } from "../core/field-facts";
import { byText, grouped, inTextOrder } from "../core/ordering";
import { valueAt } from "../core/paths";
import { keyWithinOwner, referenceProperty, type SitePart } from "../core/site-parts";
import { leaveOutProblems } from "./left-out";
import type { LiveObject } from "./live-site";
import type { Names } from "./names";
import { Secret, secretPlaceholder } from "./secrets";

/** A site without anything that belongs to this one only: ids, what the service sets, secrets. */
export interface Exported {
  document: Properties;
  /** What can't be in it, and why. */
  problems: string[];
  /** Objects of one natural key, which are left out, by the key that one of them would have. */
  ambiguous: Ambiguous;
}

/** Several objects that nothing tells apart. */
export interface Twins {
  part: SitePart;
  /** What each of them would be called: `webhooks[hooks.example.com]`. */
  place: string;
  ids: readonly string[];
}

/** Objects of one key, by that key: see `SiteObject`. */
export type Ambiguous = ReadonlyMap<string, Twins>;

/** What a document is written for. */
export interface Purpose {
  /** What stands for a secret. */
  secret(path: string, live: unknown): unknown;
  /** Fields that have no effect stay, and so does what tells the entries of a list that the service makes. */
  isCompared: boolean;
  /** What is empty stays: somebody has declared it so. */
  keepsEmpty: boolean;
}

export const forFiles: Purpose = {
  secret: secretPlaceholder,
  isCompared: false,
  keepsEmpty: false,
};

/** For a document of a live site that is compared: its secrets are known as far as the service returns them. */
export const forComparison: Purpose = {
  isCompared: true,
  keepsEmpty: false,
  secret(path, live) {
    const isReturned = live !== undefined && live !== null && live !== "";
    return new Secret(secretPlaceholder(path).secret, isReturned ? String(live) : undefined);
  },
};

/** The document of what was read. Two readings of an unchanged site give the same, to the last byte. */
export function toDocument(
  site: readonly LiveObject[],
  parts: readonly SitePart[],
  names: Names,
  purpose: Purpose = forFiles,
): Exported {
  const problems: string[] = [];
  const ambiguous = new Map<string, Twins>();
  const document = described(site, parts, { path: "", key: "" }, { names, problems, ambiguous, purpose });
  if (!purpose.isCompared) problems.push(...leaveOutProblems(document));
  return { document, problems, ambiguous };
}

interface Writing {
  names: Names;
  problems: string[];
  ambiguous: Map<string, Twins>;
  purpose: Purpose;
}

/** What the objects of a part belong to. */
interface Place {
  path: string;
  key: string;
}

function described(
  objects: readonly LiveObject[],
  parts: readonly SitePart[],
  { path, key }: Place,
  writing: Writing,
): Properties {
  const result: Properties = {};
  for (const part of parts) {
    const objectsOfPart = objects.filter((one) => one.part === part);
    const place = path === "" ? part.property : `${path}.${part.property}`;
    const keyIn = (fields: Properties) => `${key}/${part.property}${keyOf(part, fields)}`;
    const kept = part.isList
      ? withoutTwins(objectsOfPart, part, { path: place, keyIn }, writing)
      : objectsOfPart;
    const entries = sorted(kept, part).map((one) => {
      const here = part.isList ? `${place}[${titleOf(one)}]` : place;
      return {
        ...fieldsOf(part.definition.fields, one.fields, here, writing),
        ...described(one.children, part.parts, { path: here, key: keyIn(one.fields) }, writing),
      };
    });
    if (part.isList && entries.length > 0) result[part.property] = entries;
    if (!part.isList && entries[0] && Object.keys(entries[0]).length > 0) result[part.property] = entries[0];
  }
  return result;
}

/** Objects of the same natural key can't be told apart on another site. */
function withoutTwins(
  objects: readonly LiveObject[],
  part: SitePart,
  { path, keyIn }: { path: string; keyIn(fields: Properties): string },
  { problems, ambiguous }: Writing,
) {
  const groups = grouped(objects, ({ fields }) => keyIn(fields));
  for (const [key, twins] of groups) {
    if (twins.length === 1) continue;
    const ids = twins.map(({ fields }) => String(fields.id));
    const [first] = twins;
    ambiguous.set(key, { part, place: `${path}[${first ? titleOf(first) : ""}]`, ids });
    problems.push(
      `${path}: ${twins.length} have the same ${part.definition.naturalKey.join(" and ")}, so they can't be told apart and are left out (ids ${ids.join(", ")}). Rename all but one of them.`,
    );
  }
  return objects.filter(({ fields }) => groups.get(keyIn(fields))?.length === 1);
}

const keyOf = (part: SitePart, fields: Properties) => keyWithinOwner(part, fields) ?? String(fields.id);

const titleOf = ({ fields, part }: LiveObject) =>
  part.definition.naturalKey.map((path) => valueAt(fields, path)).find((value) => value !== undefined);

/** By their position where they have one, else by their natural key: the service's order isn't stated. */
function sorted(objects: readonly LiveObject[], part: SitePart): LiveObject[] {
  const ranked = objects.map((object) => {
    const { order } = object.fields;
    return { object, rank: typeof order === "number" ? order : 0, key: keyOf(part, object.fields) };
  });
  ranked.sort((one, other) => one.rank - other.rank || inTextOrder(one.key, other.key));
  return ranked.map(({ object }) => object);
}

/** The values that a program would declare: nothing that is empty, set by the service or without an effect. */
function fieldsOf(fields: Fields, live: Properties, path: string, writing: Writing): Properties {
  const result: Properties = {};
  for (const [name, field] of Object.entries(writable(fields))) {
    if (isIgnored(field, fields, live) && !writing.purpose.isCompared) continue;
    const value = exportedValue(field, live[name], `${path}.${name}`, writing);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

function exportedValue(field: z.ZodType, live: unknown, path: string, writing: Writing): unknown {
  const facts = factsOf(field);
  if (facts.secret)
    return facts.writeOnly || !isNothing(live)
      ? writing.purpose.secret(path, facts.writeOnly ? undefined : live)
      : undefined;
  if (live instanceof Secret) return live;
  if (isNothing(live)) return emptyValue(field, live, writing.purpose);
  const element = elementOf(field);
  if (element && Array.isArray(live)) return listOf(field, element, live, path, writing);
  const shape = shapeOf(field);
  if (shape) {
    const members = fieldsOf(shape, live as Properties, path, writing);
    return Object.keys(members).length > 0 ? members : undefined;
  }
  return facts.refersTo ? referenceOf(facts.refersTo, live, path, writing) : spelled(field, live);
}

const isNothing = (value: unknown) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * What is empty is managed, too: nobody would notice otherwise what somebody puts into it. Where the field can't be
 * declared empty, such as an address, it is left out.
 */
function emptyValue(field: z.ZodType, live: unknown, { isCompared, keepsEmpty }: Purpose): unknown {
  if (keepsEmpty) return live ?? undefined;
  // In a comparison of whole sites nothing and what is left out are the same.
  if (live === undefined || isCompared) return undefined;
  if (elementOf(field)) return [];
  const mayBeEmpty = typeOf(field) === "string" && !factsOf(field).required && field.safeParse("").success;
  return mayBeEmpty ? "" : undefined;
}

function listOf(
  field: z.ZodType,
  element: z.ZodType,
  live: readonly unknown[],
  path: string,
  writing: Writing,
): unknown[] {
  const { key, unordered } = factsOf(field);
  const entries = inOrder(element, live).map((entry, index) => {
    const value = exportedValue(element, entry, `${path}[${index}]`, writing);
    // The sequence says it, where entries are told apart by a key.
    const kept = key !== undefined && !isRequired(element, "order") ? without(value, "order") : value;
    return writing.purpose.isCompared ? withMark(field, kept, entry) : kept;
  });
  const kept = entries.filter((entry) => entry !== undefined);
  if (!unordered) return kept;
  const text = (entry: unknown) => JSON.stringify(entry) ?? "";
  return kept.sort(byText(text));
}

/** The entry with the flag that tells whether the service made it. */
function withMark(list: z.ZodType, entry: unknown, live: unknown): unknown {
  const { permanent } = factsOf(list);
  if (permanent === undefined || permanent === "all") return entry;
  const [first = "", second] = permanent.split(".");
  const mark = valueAt(live, permanent);
  if (second === undefined) return { ...(entry as Properties), [first]: mark };
  const owner = valueAt(entry, first);
  return { ...(entry as Properties), [first]: { ...(owner as Properties), [second]: mark } };
}

const isRequired = (element: z.ZodType, name: string) => {
  const field = shapeOf(element)?.[name];
  return field !== undefined && factsOf(field).required === true;
};

function without(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

/** `{ campaign: "Sales" }`; an id that has no name of its own stays, and is reported. */
function referenceOf(
  kinds: readonly string[],
  live: unknown,
  path: string,
  { names, problems }: Writing,
): unknown {
  for (const kind of kinds) {
    const name = names.nameOf(kind, String(live));
    if (name !== undefined) return { [referenceProperty(kind)]: name };
  }
  problems.push(
    `${path}: refers to ${kinds.join(" or ")} ${String(live)}, which isn't on the site or shares its name with another. The id is kept, and means nothing on another site.`,
  );
  return live;
}

/** A value in the documents' spelling, whatever the service answers. */
function spelled(field: z.ZodType, live: unknown): unknown {
  return ["enum", "boolean"].includes(typeOf(field)) ? canonical(field, live) : live;
}
