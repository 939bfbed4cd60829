import type * as z from "zod";
import { equal, inOrder } from "../core/canonical";
import { isIgnored } from "../core/conditions";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf, writable } from "../core/field-facts";
import { isPermanent, keyOfEntry } from "../core/lists";
import { isObject, valueAt } from "../core/paths";
import { remembered } from "../core/remembered";
import { ownerParameters, type SitePart } from "../core/site-parts";
import { Secret } from "./secrets";

export interface PropertyDifference {
  /** `conditions[0].value`, `fields[Phone].isRequired` */
  path: string;
  left: unknown;
  right: unknown;
}

/** Whose fields count: those of the site that doesn't say everything, or of either. */
export type Scope = "left" | "right" | "both";

/** The fields of an object that differ. */
export function propertyDifferences(
  part: SitePart,
  left: Properties,
  right: Properties,
  scope: Scope,
): PropertyDifference[] {
  return fieldDifferences(ownFields(part), left, right, scope);
}

/** Without what tells whose it is. */
const ownFields = remembered((part: SitePart): Fields => {
  const owners = ownerParameters(part);
  const inputs = Object.entries(part.definition.inputs).filter(([name]) => !owners.includes(name));
  return Object.fromEntries(inputs);
});

/** The fields that differ in two objects of the same fields. */
export function fieldDifferences(
  fields: Fields,
  left: Properties,
  right: Properties,
  scope: Scope,
  path = "",
): PropertyDifference[] {
  return Object.entries(writable(fields)).flatMap(([name, field]) => {
    if (left[name] === right[name]) return [];
    if (scope === "left" && !Object.hasOwn(left, name)) return [];
    if (scope === "right" && !Object.hasOwn(right, name)) return [];
    if (isIgnored(field, fields, left) && isIgnored(field, fields, right)) return [];
    return ofValue(field, left[name], right[name], path === "" ? name : `${path}.${name}`, scope);
  });
}

function ofValue(
  field: z.ZodType,
  left: unknown,
  right: unknown,
  path: string,
  scope: Scope,
): PropertyDifference[] {
  if (left instanceof Secret || right instanceof Secret) return ofSecret(field, left, right, path);
  const shape = shapeOf(field);
  if (shape && (isObject(left) || isObject(right))) {
    return fieldDifferences(shape, isObject(left) ? left : {}, isObject(right) ? right : {}, scope, path);
  }
  const element = elementOf(field);
  if (element && shapeOf(element)) return ofList(field, element, listOf(left), listOf(right), path, scope);
  return equal(field, left, right) ? [] : [{ path, left, right }];
}

function ofSecret(field: z.ZodType, left: unknown, right: unknown, path: string): PropertyDifference[] {
  const [one, other] = left instanceof Secret ? [left, right] : [right, left];
  const isMissing = other === undefined || other === "";
  // One that the service doesn't return can't be told from one that isn't there.
  const isSame = isMissing ? factsOf(field).writeOnly === true : (one as Secret).mayEqual(other);
  return isSame ? [] : [{ path, left: shown(left), right: shown(right) }];
}

const shown = (secret: unknown) => (secret === undefined || secret === "" ? undefined : "[secret]");

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function ofList(
  list: z.ZodType,
  element: z.ZodType,
  lefts: readonly unknown[],
  rights: readonly unknown[],
  path: string,
  scope: Scope,
): PropertyDifference[] {
  const { key, unordered } = factsOf(list);
  const [own, other] = [inOrder(element, lefts), inOrder(element, rights)];
  if (key !== undefined) return ofKeyed({ list, element, key, path, scope }, own, other);
  if (unordered || own.length !== other.length) {
    return equal(list, lefts, rights) ? [] : [{ path, left: lefts, right: rights }];
  }
  return own.flatMap((entry, index) => ofValue(element, entry, other[index], `${path}[${index}]`, scope));
}

interface Keyed {
  list: z.ZodType;
  element: z.ZodType;
  key: string;
  path: string;
  scope: Scope;
}

function ofKeyed(
  { list, element, key, path, scope }: Keyed,
  lefts: readonly unknown[],
  rights: readonly unknown[],
): PropertyDifference[] {
  const nameOf = (entry: unknown) => keyOfEntry(element, key, entry);
  const names = (entries: readonly unknown[]) => new Map(entries.map((entry) => [nameOf(entry), entry]));
  const [own, other] = [names(lefts), names(rights)];
  const at = (entry: unknown) => `${path}[${String(valueAt(entry, key))}]`;
  const changed = lefts.flatMap((entry) => {
    const found = other.get(nameOf(entry));
    if (found !== undefined) {
      return ofValue(element, withoutOrder(entry), withoutOrder(found), at(entry), scope);
    }
    return isPermanent(list, entry)
      ? []
      : [{ path: at(entry), left: declarableIn(element, entry), right: undefined }];
  });
  const additional = rights.filter((entry) => !own.has(nameOf(entry)) && !isPermanent(list, entry));
  const sequence = [lefts, rights].map((entries) =>
    entries
      .filter((entry) => own.has(nameOf(entry)) && other.has(nameOf(entry)))
      .map((entry) => valueAt(entry, key)),
  );
  const isMoved = !factsOf(list).unordered && hasOrder(element) && !same(sequence[0], sequence[1]);
  return [
    ...changed,
    ...additional.map((entry) => ({ path: at(entry), left: undefined, right: declarableIn(element, entry) })),
    ...(isMoved ? [{ path: `${path} (order)`, left: sequence[0], right: sequence[1] }] : []),
  ];
}

/** The sequence of the entries says it, where they are told apart by a key. */
const hasOrder = (element: z.ZodType) => shapeOf(element)?.order !== undefined;

/** Without the flag that tells entries of the service: it can't be declared. */
function declarableIn(field: z.ZodType, value: unknown): unknown {
  const shape = shapeOf(field);
  if (!shape || !isObject(value) || value instanceof Secret) return value;
  const members = Object.entries(writable(shape)).filter(([name]) => value[name] !== undefined);
  return Object.fromEntries(members.map(([name, own]) => [name, declarableIn(own, value[name])]));
}

function withoutOrder(entry: unknown): unknown {
  if (!isObject(entry)) return entry;
  const { order: _order, ...others } = entry;
  return others;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
