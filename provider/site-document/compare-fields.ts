import type * as z from "zod";
import { equal, inOrder } from "../core/canonical";
import { isIgnored } from "../core/conditions";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf, writable } from "../core/field-facts";
import { isObject, valueAt } from "../core/paths";
import { remembered } from "../core/remembered";
import { ownerParameters, type SitePart } from "../core/site-parts";
import { titleOfKey } from "./members";
import { pairedEntries } from "./paired-entries";
import { Secret } from "./secrets";

/** A property that two sites have different values of. */
export interface PropertyDifference {
  /** `conditions[0].value`, `fields[Phone].isRequired` */
  path: string;
  left: unknown;
  right: unknown;
  /** Where it is in each of the two objects, by positions: `fields[3].isRequired`; an entry that one lacks, by its list. */
  at: Sides;
  /** Of a list whose entries are told apart by a key: an entry that only the right or left has, or the sequence. */
  inList?: "added" | "removed" | "order";
}

interface Sides {
  left: string;
  right: string;
}

/** Where two values are: by names, as people are told, and by positions in each of the two objects. */
interface Place extends Sides {
  path: string;
}

const whole: Place = { path: "", left: "", right: "" };

const member = (place: Place, name: string): Place => {
  const below = (path: string) => (path === "" ? name : `${path}.${name}`);
  return { path: below(place.path), left: below(place.left), right: below(place.right) };
};

/** The same where it isn't asked in which document, and how, it would be written. */
export type ValueDifference = Pick<PropertyDifference, "path" | "left" | "right">;

export const valuesOnly = ({ path, left, right }: PropertyDifference): ValueDifference => ({
  path,
  left,
  right,
});

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
 * @param place that of the objects; default: they are whole ones
 */
export function fieldDifferences(
  fields: Fields,
  left: Properties,
  right: Properties,
  scope: Scope,
  place: Place = whole,
): PropertyDifference[] {
  return comparedFields(fields, left, right, scope).flatMap(([name, field]) =>
    valueDifferences(field, left[name], right[name], member(place, name), scope),
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
  place: Place,
  scope: Scope,
): PropertyDifference[] {
  if (left instanceof Secret || right instanceof Secret) return secretDifferences(field, left, right, place);
  const shape = shapeOf(field);
  if (shape && (isObject(left) || isObject(right))) {
    return fieldDifferences(shape, isObject(left) ? left : {}, isObject(right) ? right : {}, scope, place);
  }
  const element = elementOf(field);
  if (element && shapeOf(element)) {
    return entryDifferences({ list: field, element, place, scope }, listIn(left), listIn(right));
  }
  return equal(field, left, right) ? [] : [differenceAt(place, left, right)];
}

const differenceAt = ({ path, ...at }: Place, left: unknown, right: unknown): PropertyDifference => ({
  path,
  left,
  right,
  at,
});

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function secretDifferences(
  field: z.ZodType,
  left: unknown,
  right: unknown,
  place: Place,
): PropertyDifference[] {
  const [secret, other] = left instanceof Secret ? [left, right] : [right as Secret, left];
  const isMissing = other === undefined || other === "";
  // A secret that the service doesn't return can't be told from one that isn't there.
  const isSame = isMissing ? factsOf(field).writeOnly === true : secret.mayEqual(other);
  return isSame ? [] : [differenceAt(place, masked(left), masked(right))];
}

const masked = (secret: unknown) => (secret === undefined || secret === "" ? undefined : "[secret]");

/** A list of objects, and where it is. */
interface ComparedList {
  list: z.ZodType;
  element: z.ZodType;
  place: Place;
  scope: Scope;
}

function entryDifferences(
  compared: ComparedList,
  left: readonly unknown[],
  right: readonly unknown[],
): PropertyDifference[] {
  const { list, element, place, scope } = compared;
  const { key, unordered } = factsOf(list);
  if (key !== undefined) return keyedEntryDifferences(compared, key, left, right);
  if (unordered || left.length !== right.length) {
    return equal(list, left, right) ? [] : [differenceAt(place, left, right)];
  }
  const rights = inOrder(element, right);
  return inOrder(element, left).flatMap((entry, index) => {
    const other = rights[index];
    const here = {
      path: `${place.path}[${index}]`,
      left: `${place.left}[${left.indexOf(entry)}]`,
      right: `${place.right}[${right.indexOf(other)}]`,
    };
    return valueDifferences(element, entry, other, here, scope);
  });
}

/**
 * The differences in two lists whose entries have a key: in entries that both lists have, entries that only one has,
 * and the sequence of those that both have. The sequence counts, and not the numbers that make it.
 */
function keyedEntryDifferences(
  { list, element, place, scope }: ComparedList,
  key: string,
  left: readonly unknown[],
  right: readonly unknown[],
): PropertyDifference[] {
  const [lefts, rights] = [inOrder(element, left), inOrder(element, right)];
  const { both, onlyLeft, onlyRight } = pairedEntries(list, element, lefts, rights);
  const inRight = [...both].sort((one, other) => one.rightIndex - other.rightIndex);
  const sequence = {
    left: both.map((pair) => valueAt(pair.left, key)),
    right: inRight.map((pair) => valueAt(pair.right, key)),
  };
  const isMoved = hasSequence(list, element) && inRight.some((pair, index) => pair !== both[index]);
  const placeOf = (entry: unknown): Place => ({
    path: `${place.path}[${titleOfKey(valueAt(entry, key))}]`,
    left: left.includes(entry) ? `${place.left}[${left.indexOf(entry)}]` : place.left,
    right: right.includes(entry) ? `${place.right}[${right.indexOf(entry)}]` : place.right,
  });
  return [
    ...both.flatMap((pair) => {
      const here = { ...placeOf(pair.left), right: placeOf(pair.right).right };
      return valueDifferences(element, withoutOrder(pair.left), withoutOrder(pair.right), here, scope);
    }),
    ...onlyLeft.map(
      (entry): PropertyDifference => ({
        ...differenceAt(placeOf(entry), declarableIn(element, entry), undefined),
        inList: "removed",
      }),
    ),
    ...onlyRight.map(
      (entry): PropertyDifference => ({
        ...differenceAt(placeOf(entry), undefined, declarableIn(element, entry)),
        inList: "added",
      }),
    ),
    ...(isMoved ? [movedEntries(place, sequence)] : []),
  ];
}

/** Whether it matters in which sequence the entries of a list are. */
export const hasSequence = (list: z.ZodType, element: z.ZodType): boolean =>
  !factsOf(list).unordered && shapeOf(element)?.order !== undefined;

const movedEntries = (place: Place, { left, right }: Sequence): PropertyDifference => ({
  ...differenceAt({ ...place, path: `${place.path} (order)` }, left, right),
  inList: "order",
});

/** The keys of the entries that both sites have, in the sequence of each. */
interface Sequence {
  left: readonly unknown[];
  right: readonly unknown[];
}

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
