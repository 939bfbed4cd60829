import { isDeepStrictEqual } from "node:util";
import type { Node, YAMLMap, YAMLSeq } from "yaml";
import { isObject } from "../../core/paths";
import { yaml } from "../yaml-library";
import { type Aligned, alignedEntries, alignedMembers } from "./aligned-entries";
import { blockChanges } from "./block-changes";
import { itemsOf, type WrittenItem } from "./collection-items";
import { flowChanges } from "./flow-changes";
import type { Splice } from "./splices";
import type { Style } from "./style";

/** A text whose nodes get other values. */
export interface EditedText {
  text: string;
  style: Style;
}

/** What an item becomes. */
export interface ChangedItem extends Aligned {
  name?: string;
}

/** The items of a collection as they are and as they are wanted, and what changes in those that stay. */
export interface CollectionChange {
  items: readonly WrittenItem[];
  wanted: readonly ChangedItem[];
  /** By the index of an item. */
  inside: ReadonlyMap<number, readonly Splice[]>;
}

/**
 * What changes in a text where a node gets another value: undefined where all has to be written anew that the node is
 * the value of.
 */
export function changesOf(
  edited: EditedText,
  node: Node | null,
  is: unknown,
  wanted: unknown,
  isFlow: boolean,
): readonly Splice[] | undefined {
  if (isDeepStrictEqual(is, wanted)) return [];
  const { isCollection, isMap, isScalar } = yaml();
  if (isScalar(node) && node.range) {
    const text = edited.style.scalar(node, wanted, isFlow);
    const [from, to] = node.range;
    const gap = from > 0 && /[^\s[{(,]/.test(edited.text[from - 1] ?? "") && from === to ? " " : "";
    return text === undefined ? undefined : [{ from, to, text: gap + text }];
  }
  if (!isCollection(node) || !isSameKind(is, wanted) || isEmpty(is) || isEmpty(wanted)) return undefined;
  const collection = node as YAMLMap | YAMLSeq;
  const items = itemsOf(collection, edited.text);
  if (items === undefined) return undefined;
  const isInFlow = collection.flow === true;
  const aligned: ChangedItem[] = isMap(node)
    ? alignedMembers(is as object as Record<string, unknown>, wanted as Record<string, unknown>)
    : alignedEntries(is as unknown[], wanted as unknown[]);
  const values = Object.values(is as object);
  const inside = insideOf(edited, items, aligned, values, isInFlow);
  const change: CollectionChange = { items, wanted: aligned, inside };
  if (isKept(change)) return [...inside.values()].flat();
  return isInFlow ? flowChanges(edited, change) : blockChanges(edited, change);
}

const isSameKind = (is: unknown, wanted: unknown) =>
  Array.isArray(is) ? Array.isArray(wanted) : isObject(is) && isObject(wanted);

const isEmpty = (value: unknown) => Object.keys(value as object).length === 0;

/** Whether the items stay the same ones, in their sequence. */
const isKept = ({ items, wanted }: CollectionChange) =>
  wanted.length === items.length && wanted.every(({ index }, position) => index === position);

function insideOf(
  edited: EditedText,
  items: readonly WrittenItem[],
  wanted: readonly ChangedItem[],
  values: readonly unknown[],
  isFlow: boolean,
): Map<number, readonly Splice[]> {
  const changes = new Map<number, readonly Splice[]>();
  for (const { index, value } of wanted) {
    const item = index === undefined ? undefined : items[index];
    if (index === undefined || item === undefined) continue;
    const below = changesOf(edited, item.node, values[index], value, isFlow);
    changes.set(index, below ?? [anew(edited, item, value, isFlow)]);
  }
  return changes;
}

/** An item that is written anew; a comment behind it stays in its first line. */
function anew({ text, style }: EditedText, item: WrittenItem, value: unknown, isFlow: boolean): Splice {
  const column = item.from - (text.lastIndexOf("\n", item.from - 1) + 1);
  const named = item.name === undefined ? { value } : { name: item.name, value };
  if (isFlow) return { from: item.from, to: item.to, text: style.flow(named, column) };
  const written = style.block(named, column);
  const comment = text.slice(item.to, item.lineEnd).trim();
  if (!written.includes("\n") || comment === "") return { from: item.from, to: item.to, text: written };
  const [first = "", ...others] = written.split(/\r?\n/);
  const to = item.to + text.slice(item.to, item.lineEnd).trimEnd().length;
  return { from: item.from, to, text: [`${first} ${comment}`, ...others].join(style.newline) };
}
