import type { Properties } from "../core/definition";
import { type Fields, shapeOf } from "../core/field-facts";
import { inTextOrder } from "../core/ordering";
import { isObject } from "../core/paths";
import { keyWithinOwner, type SitePart, siteParts } from "../core/site-parts";
import { definitions } from "../definitions";

export interface Promoted {
  /** Whether the source says everything about its objects. */
  isWhole: boolean;
  /** Whether objects that only the target has go. */
  prune: boolean;
}

/** The document of the target after a promotion. */
export const promotedDocument = (source: Properties, target: Properties, how: Promoted): Properties =>
  ofParts(siteParts(definitions), source, target, how);

function ofParts(
  parts: readonly SitePart[],
  source: Properties,
  target: Properties,
  how: Promoted,
): Properties {
  const entries = parts.flatMap((part) => {
    const value = part.isList
      ? ofList(part, listIn(source, part), listIn(target, part), how)
      : ofObject(part, objectIn(source, part), objectIn(target, part), how);
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : [[part.property, value]];
  });
  return Object.fromEntries(entries);
}

const listIn = (described: Properties, { property }: SitePart): Properties[] =>
  Array.isArray(described[property]) ? (described[property] as unknown[]).filter(isObject) : [];

const objectIn = (described: Properties, { property }: SitePart): Properties | undefined =>
  isObject(described[property]) ? described[property] : undefined;

function ofObject(
  part: SitePart,
  source: Properties | undefined,
  target: Properties | undefined,
  how: Promoted,
): Properties | undefined {
  if (!source) return target;
  if (!target) return source;
  const fields = how.isWhole
    ? fieldsIn(part, source)
    : merged(part.definition.inputs, fieldsIn(part, target), fieldsIn(part, source));
  return { ...fields, ...ofParts(part.parts, source, target, how) };
}

/** The target's fields with those of the source: objects of fields are merged, everything else is replaced. */
function merged(fields: Fields, target: Properties, source: Properties): Properties {
  const changed = Object.entries(source).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const shape = field && shapeOf(field);
    const before = target[name];
    return [name, shape && isObject(value) && isObject(before) ? merged(shape, before, value) : value];
  });
  return { ...target, ...Object.fromEntries(changed) };
}

/** What an entry says of itself. */
const fieldsIn = ({ parts }: SitePart, entry: Properties): Properties =>
  Object.fromEntries(
    Object.entries(entry).filter(([name]) => !parts.some(({ property }) => property === name)),
  );

function ofList(
  part: SitePart,
  source: readonly Properties[],
  target: readonly Properties[],
  how: Promoted,
): Properties[] {
  const keyOf = (entry: Properties) => keyWithinOwner(part, entry) ?? JSON.stringify(entry);
  const targets = new Map(target.map((entry) => [keyOf(entry), entry]));
  const sources = new Map(source.map((entry) => [keyOf(entry), entry]));
  const kept = how.prune && part.definition.canDelete ? [] : target.filter((one) => !sources.has(keyOf(one)));
  const promoted = source.flatMap((entry) => {
    const merged = ofObject(part, entry, targets.get(keyOf(entry)), how);
    return merged === undefined ? [] : [merged];
  });
  const orderOf = ({ order }: Properties) => (typeof order === "number" ? order : 0);
  return [...promoted, ...kept].sort(
    (one, other) => orderOf(one) - orderOf(other) || inTextOrder(keyOf(one), keyOf(other)),
  );
}
