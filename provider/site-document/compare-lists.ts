import type * as z from "zod";
import { equal, inOrder } from "../core/canonical";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf } from "../core/field-facts";
import { isObject, valueAt } from "../core/paths";
import {
  comparedFields,
  declarableIn,
  fieldDifferences,
  hasSequence,
  listIn,
  type Scope,
  type ValueDifference,
  valuesOnly,
  withoutOrder,
} from "./compare-fields";
import { essential } from "./essential";
import { isIn } from "./list-changes";
import { pairedEntries } from "./paired-entries";
import { plainText } from "./plain-text";
import { Secret } from "./secrets";

/** What differs in a list of objects, told by what its entries are called. */
export interface ListDifference {
  /** `fields`, `invitation.texts`; in an entry from there on: `field.options`. */
  path: string;
  /** The entries that count, in the sequence of each site. No two of a list have one name. */
  left: readonly string[];
  right: readonly string[];
  /** Whether the sequence means something. */
  isOrdered: boolean;
  /** Of the entries of both sites those that differ. */
  changed: readonly ChangedEntry[];
  /** What is in the entries of one site only, by their names: what isn't empty, nor has its default. */
  content: ReadonlyMap<string, unknown>;
}

export interface ChangedEntry {
  name: string;
  /** Other than lists of objects; their paths begin in the entry. */
  properties: readonly ValueDifference[];
  lists: readonly ListDifference[];
}

/**
 * The lists of objects that differ in two objects with the same fields: as `fieldDifferences`, for people.
 *
 * @param path that of the objects; empty for whole ones
 */
export const listDifferences = (
  fields: Fields,
  left: Properties,
  right: Properties,
  scope: Scope,
  path = "",
): ListDifference[] =>
  comparedFields(fields, left, right, scope).flatMap(([name, field]) =>
    inValue(field, left[name], right[name], path === "" ? name : `${path}.${name}`, scope),
  );

function inValue(
  field: z.ZodType,
  left: unknown,
  right: unknown,
  path: string,
  scope: Scope,
): ListDifference[] {
  if (left instanceof Secret || right instanceof Secret) return [];
  const shape = shapeOf(field);
  if (shape && isObject(left) && isObject(right)) return listDifferences(shape, left, right, scope, path);
  const element = elementOf(field);
  const entryFields = element && shapeOf(element);
  if (!entryFields || equal(field, left, right)) return [];
  const compared = { list: field, element, entryFields, path, scope };
  const difference = listDifference(compared, listIn(left), listIn(right));
  return differs(difference) ? [difference] : [];
}

interface ComparedList {
  list: z.ZodType;
  element: z.ZodType;
  entryFields: Fields;
  path: string;
  scope: Scope;
}

function listDifference(
  { list, element, entryFields, path, scope }: ComparedList,
  left: readonly unknown[],
  right: readonly unknown[],
): ListDifference {
  const [lefts, rights] = [inOrder(element, left), inOrder(element, right)];
  const { both, onlyLeft, onlyRight } = pairedEntries(list, element, lefts, rights);
  const nameOf = namesFor(list, entryFields);
  const names = new Map<unknown, string>();
  for (const pair of both) {
    const name = nameOf(pair.left);
    names.set(pair.left, name).set(pair.right, name);
  }
  for (const entry of [...onlyLeft, ...onlyRight]) names.set(entry, nameOf(entry));
  const inSequence = (entries: readonly unknown[]) => entries.flatMap((entry) => names.get(entry) ?? []);
  return {
    path,
    left: inSequence(lefts),
    right: inSequence(rights),
    isOrdered: hasSequence(list, element) || (factsOf(list).key === undefined && !factsOf(list).unordered),
    changed: both.flatMap((pair) =>
      changedEntry(names.get(pair.left) ?? "", entryFields, asObject(pair.left), asObject(pair.right), scope),
    ),
    content: new Map(
      [...onlyLeft, ...onlyRight].map((entry) => [
        names.get(entry) ?? "",
        essential(entryFields, declarableIn(element, withoutOrder(entry)) as Properties),
      ]),
    ),
  };
}

const asObject = (entry: unknown) => withoutOrder(entry) as Properties;

function changedEntry(
  name: string,
  fields: Fields,
  left: Properties,
  right: Properties,
  scope: Scope,
): ChangedEntry[] {
  const lists = listDifferences(fields, left, right, scope);
  const properties = fieldDifferences(fields, left, right, scope)
    .filter(({ path }) => !lists.some((list) => isIn(list.path, path)))
    .map(valuesOnly);
  return properties.length + lists.length === 0 ? [] : [{ name, properties, lists }];
}

const differs = ({ left, right, isOrdered, changed, content }: ListDifference): boolean =>
  changed.length + content.size > 0 || (isOrdered && left.some((name, index) => name !== right[index]));

/** What people call the entries of a list, each differently: by the key, or by the texts in it. */
function namesFor(list: z.ZodType, fields: Fields): (entry: unknown) => string {
  const { key } = factsOf(list);
  const counts = new Map<string, number>();
  return (entry) => {
    const own = key === undefined ? words(fields, entry) : plainText(valueAt(entry, key));
    const name = own === undefined || own === "" ? "entry" : own;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
}

/** In characters: a name, and no list of everything. */
const longestName = 60;

/** `CurrentPageURL contains /cart` for a condition. */
function words(fields: Fields, entry: unknown): string {
  const texts = Object.entries(fields).flatMap(([name, field]) => {
    const value = valueAt(entry, name);
    const isTold = !factsOf(field).secret && !factsOf(field).readOnly && !(value instanceof Secret);
    const text = isTold ? plainText(value) : undefined;
    return text === undefined || text === "" || name === "order" ? [] : [text];
  });
  const name = texts.join(" ");
  return name.length > longestName ? `${name.slice(0, longestName).toWellFormed()}…` : name;
}
