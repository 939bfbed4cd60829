import type { Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import { nameOf } from "../parsed-yaml";
import { yaml } from "../yaml-library";

/** A member of an object or an entry of a list, as it stands in a text. */
export interface WrittenItem {
  name?: string;
  node: Node | null;
  /** Where its own text begins: the name, or the - of an entry. */
  from: number;
  /** Where that ends. */
  to: number;
  /** Where its last line ends, with what is behind it. */
  lineEnd: number;
}

/** What is in an object or a list; undefined where a text has that in a form of its own, such as keys that are objects. */
export function itemsOf(node: YAMLMap | YAMLSeq, text: string): WrittenItem[] | undefined {
  const { isMap, isNode, isScalar } = yaml();
  if (isMap(node)) {
    const pairs = node.items as Pair<Node, Node | null>[];
    if (!pairs.every(({ key }) => isScalar(key) && key.range)) return undefined;
    return pairs.map((pair) => {
      const value = isNode(pair.value) ? pair.value : null;
      const from = pair.key.range?.[0] ?? 0;
      return item(text, { name: nameOf(pair), node: value, from, keyEnd: pair.key.range?.[1] ?? from });
    });
  }
  const tokens = entryTokens(node);
  return (node.items as Node[]).map((entry, index) => {
    const from = tokens[index] ?? entry.range?.[0] ?? 0;
    return item(text, { node: entry, from, keyEnd: from });
  });
}

/** Where the - of each entry stands. */
function entryTokens({ srcToken }: YAMLSeq): number[] {
  const { items = [] } = (srcToken ?? {}) as { items?: { start?: { type: string; offset: number }[] }[] };
  return items.flatMap(({ start = [] }) =>
    start.filter(({ type }) => type === "seq-item-ind").map(({ offset }) => offset),
  );
}

interface Found {
  name?: string;
  node: Node | null;
  from: number;
  keyEnd: number;
}

function item(text: string, { keyEnd, ...found }: Found): WrittenItem {
  const end = Math.max(keyEnd, found.node?.range?.[1] ?? 0);
  const isEnded = text[end - 1] === "\n";
  const newline = text.indexOf("\n", end);
  const lineEnd = isEnded ? end : newline === -1 ? text.length : newline + 1;
  return { ...found, to: isEnded ? endOfText(text, end) : end, lineEnd };
}

/** Without the end of the line. */
const endOfText = (text: string, end: number) => (text[end - 2] === "\r" ? end - 2 : end - 1);
