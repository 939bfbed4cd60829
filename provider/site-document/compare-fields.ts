import type * as z from "zod";
import { equal, inOrder } from "../core/canonical";
import { isIgnored } from "../core/conditions";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf, writable } from "../core/field-facts";
import { isObject, valueAt } from "../core/paths";
import { remembered } from "../core/remembered";
import { ownerParameters, type SitePart } from "../core/site-parts";
import { pairedEntries } from "./paired-entries";
import { plainText } from "./plain-text";
import { Secret } from "./secrets";

/** A property that two sites have different values of. */
export interface PropertyDifference {
  /** `conditions[0].value`, `fields[Phone].isRequired` */
  path: string;
  left: unknown;
  right: unknown;
}

/** The site whose fields count: the one that doesn't say everything about its objects. `both` where both say as much. */
export type Scope = "left" | "right" | "both";

/** The fields that differ in two objects of a part of a site. */
export const propertyDifferences = (
  part: SitePart,
  left: Properties,
  right: Properties,
  scope: Scope,
): PropertyDifference[] => fieldDifferences(fieldsOf(part), left, right, scope);

/** Without the parameters that tell whose the object is: they are other ids on another site. */
export const fieldsOf = remembered((part: SitePart): Fields => {
  const owners = ownerParameters(part);
  const inputs = Object.entries(part.definition.inputs).filter(([name]) => !owners.includes(name));
  return Object.fromEntries(inputs);
});

/**
 * The fields that differ in two objects with the same fields.
 *
 * @param path that of the objects; empty for whole ones
 */
export function fieldDifferences(
  fields: Fields,
  left: Properties,
  right: Properties,
  scope: Scope,
  path = "",
): PropertyDifference[] {
  return comparedFields(fields, left, right, scope).flatMap(([name, field]) =>
    valueDifferences(field, left[name], right[name], path === "" ? name : `${path}.${name}`, scope),
  );
}

/** The fields that may differ: those that count, and have an effect in one of the objects. */
export const comparedFields = (
  fields: Fields,
  left: Properties,
  right: Properties,
  scope: Scope,
): [string, z.ZodType][] =>
  Object.entries(writable(fields)).filter(([name, field]) => {
    if (left[name] === right[name]) return false;
    if (scope === "left" && !Object.hasOwn(left, name)) return false;
    if (scope === "right" && !Object.hasOwn(right, name)) return false;
    return !(isIgnored(field, fields, left) && isIgnored(field, fields, right));
  });

/** The differences in two values of a field: of the values themselves, or of what is in them. */
function valueDifferences(
  field: z.ZodType,
  left: unknown,
  right: unknown,
  path: string,
  scope: Scope,
): PropertyDifference[] {
  if (left instanceof Secret || right instanceof Secret) return secretDifferences(field, left, right, path);
  const shape = shapeOf(field);
  if (shape && (isObject(left) || isObject(right))) {
    return fieldDifferences(shape, isObject(left) ? left : {}, isObject(right) ? right : {}, scope, path);
  }
  const element = elementOf(field);
  if (element && shapeOf(element)) {
    return entryDifferences({ list: field, element, path, scope }, listIn(left), listIn(right));
  }
  return equal(field, left, right) ? [] : [{ path, left, right }];
}

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function secretDifferences(
  field: z.ZodType,
  left: unknown,
  right: unknown,
  path: string,
): PropertyDifference[] {
  const [secret, other] = left instanceof Secret ? [left, right] : [right as Secret, left];
  const isMissing = other === undefined || other === "";
  // A secret that the service doesn't return can't be told from one that isn't there.
  const isSame = isMissing ? factsOf(field).writeOnly === true : secret.mayEqual(other);
  return isSame ? [] : [{ path, left: masked(left), right: masked(right) }];
}

const masked = (secret: unknown) => (secret === undefined || secret === "" ? undefined : "[secret]");

/** A list of objects, and where it is. */
interface ComparedList {
  list: z.ZodType;
  element: z.ZodType;
  path: string;
  scope: Scope;
}

function entryDifferences(
  compared: ComparedList,
  left: readonly unknown[],
  right: readonly unknown[],
): PropertyDifference[] {
  const { list, element, path, scope } = compared;
  const { key, unordered } = factsOf(list);
  const [lefts, rights] = [inOrder(element, left), inOrder(element, right)];
  if (key !== undefined) return keyedEntryDifferences(compared, key, lefts, rights);
  if (unordered || lefts.length !== rights.length) {
    return equal(list, left, right) ? [] : [{ path, left, right }];
  }
  return lefts.flatMap((entry, index) =>
    valueDifferences(element, entry, rights[index], `${path}[${index}]`, scope),
  );
}

/**
 * The differences in two lists whose entries have a key: in entries that both lists have, entries that only one has,
 * and the sequence of those that both have. The sequence counts, and not the numbers that make it.
 */
function keyedEntryDifferences(
  { list, element, path, scope }: ComparedList,
  key: string,
  lefts: readonly unknown[],
  rights: readonly unknown[],
): PropertyDifference[] {
  const { both, onlyLeft, onlyRight } = pairedEntries(list, element, lefts, rights);
  const pathOf = (entry: unknown) => `${path}[${plainText(valueAt(entry, key))}]`;
  const inRight = [...both].sort((one, other) => one.rightIndex - other.rightIndex);
  const sequence = {
    left: both.map(({ left }) => valueAt(left, key)),
    right: inRight.map(({ right }) => valueAt(right, key)),
  };
  const isMoved = hasSequence(list, element) && inRight.some((pair, index) => pair !== both[index]);
  return [
    ...both.flatMap(({ left, right }) =>
      valueDifferences(element, withoutOrder(left), withoutOrder(right), pathOf(left), scope),
    ),
    ...onlyLeft.map((entry) => ({
      path: pathOf(entry),
      left: declarableIn(element, entry),
      right: undefined,
    })),
    ...onlyRight.map((entry) => ({
      path: pathOf(entry),
      left: undefined,
      right: declarableIn(element, entry),
    })),
    ...(isMoved ? [{ path: `${path} (order)`, ...sequence }] : []),
  ];
}

/** Whether it matters in which sequence the entries of a list are. */
export const hasSequence = (list: z.ZodType, element: z.ZodType): boolean =>
  !factsOf(list).unordered && shapeOf(element)?.order !== undefined;

export function withoutOrder(entry: unknown): unknown {
  if (!isObject(entry)) return entry;
  const { order: _order, ...others } = entry;
  return others;
}

/** The value without what can't be declared, such as the flag of entries that the service makes. */
export function declarableIn(field: z.ZodType, value: unknown): unknown {
  const shape = shapeOf(field);
  if (!shape || !isObject(value) || value instanceof Secret) return value;
  const members = Object.entries(writable(shape)).filter(([name]) => value[name] !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, declarableIn(member, value[name])]));
}
