import { isDeepStrictEqual } from "node:util";
import type * as z from "zod";
import type { Properties } from "../../core/definition";
import { elementOf, shapeOf } from "../../core/field-facts";
import { isObject } from "../../core/paths";
import { inSite, type Known, type Member, memberOf } from "../members";
import type { Change, Layers, Writing } from "./layers";
import { rewrittenEntries } from "./rewritten-entries";
import { wordsIn } from "./templates";

/** The layers with a change, and the same objects wherever nothing changes. Comments and texts are kept elsewhere. */
export const rewritten = (writing: Writing, layers: Layers, change: Change): Layers =>
  rewrittenObject(writing, inSite, layers, change, "");

function rewrittenObject(
  writing: Writing,
  known: Known,
  layers: Layers,
  { before, after }: Change,
  path: string,
): Layers {
  let result = layers;
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]];
    if (was === is || isDeepStrictEqual(was, is)) continue;
    const place = path === "" ? name : `${path}.${name}`;
    result = rewrittenMember(writing, { name, member: memberOf(known, name), was, is, place }, result);
  }
  return result;
}

interface ChangedMember {
  name: string;
  member: Member;
  was: unknown;
  is: unknown;
  place: string;
}

function rewrittenMember(writing: Writing, changed: ChangedMember, layers: Layers): Layers {
  const { name, member, was, is, place } = changed;
  if (member.kind === "entries" && isListOrNothing(was) && isListOrNothing(is)) {
    const lists = { document: listIn(layers.document, name), overlay: listIn(layers.overlay, name) };
    const change = { before: was ?? [], after: is ?? [], place };
    const entries = rewrittenEntries(writing, member.entries, lists, change, rewrittenObject);
    return withMembers(layers, name, entries);
  }
  if (member.kind === "object" && isObject(is) && (was === undefined || isObject(was))) {
    const below = { document: objectIn(layers.document, name), overlay: objectIn(layers.overlay, name) };
    const change = { before: was ?? {}, after: is };
    return withMembers(layers, name, rewrittenObject(writing, member.known, below, change, place));
  }
  return rewrittenValue(writing, changed, layers);
}

const isListOrNothing = (value: unknown): value is readonly unknown[] | undefined =>
  value === undefined || Array.isArray(value);

const listIn = (layer: Properties | undefined, name: string): readonly unknown[] | undefined =>
  Array.isArray(layer?.[name]) ? (layer[name] as unknown[]) : undefined;

const objectIn = (layer: Properties | undefined, name: string): Properties | undefined =>
  isObject(layer?.[name]) ? layer[name] : undefined;

/** The layers with other members of a name; one that is undefined stays as it is. */
function withMembers(layers: Layers, name: string, members: { document: unknown; overlay: unknown }): Layers {
  return {
    document: withMember(layers.document, name, members.document),
    overlay: withMember(layers.overlay, name, members.overlay),
  };
}

const withMember = (layer: Properties | undefined, name: string, value: unknown): Properties | undefined =>
  value === undefined || layer?.[name] === value ? layer : { ...layer, [name]: value };

function rewrittenValue(writing: Writing, changed: ChangedMember, layers: Layers): Layers {
  const { name, is, place } = changed;
  if (is === undefined) return withoutValue(writing, name, layers, place);
  const layer = layerOf(writing, layers, name);
  const raw = layers[layer]?.[name] ?? layers.document?.[name];
  const value = written(writing, layer, changed, raw);
  // Where a value of the overlay makes it, nothing is written here.
  if (isDeepStrictEqual(value, raw)) return layers;
  return { ...layers, [layer]: { ...layers[layer], [name]: value } };
}

/** Where a member is written, or will be. */
const layerOf = ({ into }: Writing, { document, overlay }: Layers, name: string): keyof Layers => {
  if (overlay?.[name] !== undefined && overlay[name] !== null) return "overlay";
  return document === undefined && overlay !== undefined ? "overlay" : into;
};

function withoutValue(
  { into, refused }: Writing,
  name: string,
  { document, overlay }: Layers,
  place: string,
): Layers {
  const [isBelow, isAbove] = [document?.[name] !== undefined, overlay?.[name] !== undefined];
  if (!isBelow && !isAbove) {
    refused(place, "isn't written anywhere, so that it can't be taken away.");
    return { document, overlay };
  }
  if (isBelow && (isAbove || into === "overlay")) return { document, overlay: { ...overlay, [name]: null } };
  const { [name]: _gone, ...kept } = (isAbove ? overlay : document) ?? {};
  return isAbove ? { document, overlay: kept } : { document: kept, overlay };
}

/** A value as a layer has to have it; what is as before keeps its names. */
function written(writing: Writing, layer: keyof Layers, changed: ChangedMember, raw: unknown): unknown {
  const field = changed.member.kind === "value" ? changed.member.field : undefined;
  return writtenValue(writing, layer, field, { raw, was: changed.was, is: changed.is, place: changed.place });
}

interface ChangedValue {
  /** As it is written. */
  raw: unknown;
  was: unknown;
  is: unknown;
  place: string;
}

function writtenValue(
  writing: Writing,
  layer: keyof Layers,
  field: z.ZodType | undefined,
  value: ChangedValue,
): unknown {
  const { raw, was, is } = value;
  if (raw !== undefined && isDeepStrictEqual(was, is)) return raw;
  const element = field && elementOf(field);
  if (element && Array.isArray(is)) return writtenList(writing, layer, element, value, is);
  const shape = field && shapeOf(field);
  if (shape && isObject(is)) return writtenObject(writing, layer, shape, value, is);
  if (isTemplate(raw) && typeof is === "string") return writtenText(writing, layer, field, value, raw, is);
  return field ? writing.asWritten(layer)(field, is, value.place) : is;
}

const isTemplate = (raw: unknown): raw is string => typeof raw === "string" && wordsIn(raw).length > 0;

function writtenList(
  writing: Writing,
  layer: keyof Layers,
  element: z.ZodType,
  { raw, was, place }: ChangedValue,
  is: readonly unknown[],
): unknown[] {
  const raws = Array.isArray(raw) ? (raw as unknown[]) : [];
  const before = Array.isArray(was) ? (was as unknown[]) : [];
  return is.map((entry, index) => {
    const same = before.findIndex((one) => isDeepStrictEqual(one, entry));
    const from = same !== -1 ? same : before.length === is.length ? index : -1;
    const value = { raw: raws[from], was: before[from], is: entry, place: `${place}[${index}]` };
    return writtenValue(writing, layer, element, value);
  });
}

function writtenObject(
  writing: Writing,
  layer: keyof Layers,
  shape: Readonly<Record<string, z.ZodType>>,
  { raw, was, place }: ChangedValue,
  is: Properties,
): Properties {
  const member = (value: unknown, name: string) => (isObject(value) ? value[name] : undefined);
  const members = Object.entries(is).map(([name, value]) => [
    name,
    writtenValue(writing, layer, shape[name], {
      raw: member(raw, name),
      was: member(was, name),
      is: value,
      place: `${place}.${name}`,
    }),
  ]);
  return Object.fromEntries(members);
}

function writtenText(
  writing: Writing,
  layer: keyof Layers,
  field: z.ZodType | undefined,
  { place }: ChangedValue,
  template: string,
  text: string,
): unknown {
  writing.told(template, text);
  if (writing.isMade(template, text)) return template;
  if (layer === "document") {
    const names = wordsIn(template).map((word) => `\${${word}}`);
    const reason =
      names.length > 1
        ? `is made of ${names.join(" and ")}, and nobody can tell which of them has another value.`
        : `is made with ${names.join("")}, and no value of it gives every text that it is in.`;
    writing.refused(place, `${reason} Change the overlay by hand.`);
  }
  return field ? writing.asWritten(layer)(field, text, place) : text;
}
