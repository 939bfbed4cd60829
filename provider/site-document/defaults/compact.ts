import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../core/definition";
import { elementOf, type Fields, shapeOf } from "../../core/field-facts";
import { type SitePart, siteParts } from "../../core/site-parts";
import { definitions } from "../../definitions";
import { fieldsOf } from "../compare-fields";
import { filledFields, filledValue } from "./filled";
import { type Defaults, type DefaultsTable, isFields } from "./tables";

/**
 * The document without what `withDefaults` gives it back. What that would add stands in it as null: it isn't managed, as the
 * site doesn't tell it.
 */
export const withoutDefaults = (document: Properties, table: DefaultsTable): Properties =>
  ofParts(siteParts(definitions), document, table);

function ofParts(parts: readonly SitePart[], described: Properties, table: DefaultsTable): Properties {
  const compact = Object.entries(described).map(([name, value]) => {
    const part = parts.find(({ property }) => property === name);
    if (!part) return [name, value];
    const ofEntry = (entry: unknown) => (isFields(entry) ? compactEntry(part, entry, table) : entry);
    return [name, Array.isArray(value) ? value.map(ofEntry) : ofEntry(value)];
  });
  return Object.fromEntries(compact);
}

function compactEntry(part: SitePart, entry: Properties, table: DefaultsTable): Properties {
  const below = new Set(part.parts.map(({ property }) => property));
  const members = Object.entries(entry);
  const own = Object.fromEntries(members.filter(([name]) => !below.has(name)));
  const others = Object.fromEntries(members.filter(([name]) => below.has(name)));
  return {
    ...compactFields(fieldsOf(part), own, table[part.definition.name] ?? {}),
    ...ofParts(part.parts, others, table),
  };
}

/**
 * The fewest fields that become these again. A field that is left out may decide whether another one has an effect: what comes
 * of those that stay is compared until it is the same.
 */
function compactFields(fields: Fields, whole: Properties, defaults: Defaults, at = ""): Properties {
  const short = new Map(
    Object.entries(whole).map(([name, value]) => [
      name,
      compactValue(fields[name], value, defaults, at + name),
    ]),
  );
  const isDefault = (name: string) =>
    fields[name] !== undefined &&
    isDeepStrictEqual(whole[name], filledValue(fields[name], defaults[at + name], defaults, at + name));
  const kept = new Map([...short].filter(([name]) => !isDefault(name)));
  for (;;) {
    const again = filledFields(fields, Object.fromEntries(kept), defaults, at);
    const lost = [...short].filter(
      ([name]) => !kept.has(name) && !isDeepStrictEqual(again[name], whole[name]),
    );
    const added = Object.keys(again).filter((name) => !short.has(name));
    if (lost.length + added.length === 0) return inSequence([...short.keys()], kept);
    for (const [name, value] of lost) kept.set(name, value);
    for (const name of added) kept.set(name, null);
  }
}

function compactValue(
  field: Fields[string] | undefined,
  value: unknown,
  defaults: Defaults,
  at: string,
): unknown {
  const shape = field && shapeOf(field);
  if (shape && isFields(value)) return compactFields(shape, value, defaults, `${at}.`);
  const element = field && elementOf(field);
  if (!element || !Array.isArray(value)) return value;
  return value.map((entry) => compactValue(element, entry, defaults, `${at}[]`));
}

/** Those that the whole has in its sequence, and behind them what it doesn't have. */
const inSequence = (names: readonly string[], kept: ReadonlyMap<string, unknown>): Properties =>
  Object.fromEntries([
    ...names.flatMap((name) => (kept.has(name) ? [[name, kept.get(name)]] : [])),
    ...[...kept].filter(([name]) => !names.includes(name)),
  ]);
