import type { Scalar } from "yaml";
import { jsonText } from "../../text/json";
import { isSeenAsItIs } from "../../text/visible";
import { yamlFlow, yamlLine, yamlText } from "../../text/yaml";

/** How a file writes its values. */
export interface Style {
  /** The text of a whole file. */
  whole(value: unknown): string;
  /** A scalar in place of another one, quoted alike; undefined where it takes lines of its own. */
  scalar(node: Scalar, value: unknown, isFlow: boolean): string | undefined;
  /** `name: value` or `- value`, whose lines behind the first one are indented to a column. */
  block(item: Item, column: number): string;
  /** `name: value` or `value`, as it stands inside of brackets. */
  flow(item: Item, column: number): string;
  newline: string;
}

/** A member of an object or, without a name, an entry of a list. */
export interface Item {
  name?: string;
  value: unknown;
}

export function styleOf(file: string, text: string): Style {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const style = file.endsWith(".json") || isJson(text) ? json : yamlStyle;
  const ended = (written: string) => written.replaceAll("\n", newline);
  return {
    ...style,
    newline,
    whole: (value) => ended(style.whole(value)),
    block: (item, column) => ended(style.block(item, column)),
    flow: (item, column) => ended(style.flow(item, column)),
  };
}

/** `{}` is as much YAML. */
function isJson(text: string): boolean {
  try {
    return Object.keys(JSON.parse(text) as object).length > 0;
  } catch {
    return false;
  }
}

const indented = (text: string, column: number): string =>
  text
    .split("\n")
    .map((line, index) => (index === 0 || line === "" ? line : " ".repeat(column) + line))
    .join("\n");

const json: Omit<Style, "newline"> = {
  whole: (value) => `${jsonText(value, 2)}\n`,
  scalar: (_node, value) => (typeof value === "object" && value !== null ? undefined : jsonText(value)),
  block: (item, column) => json.flow(item, column),
  flow: ({ name, value }, column) =>
    `${name === undefined ? "" : `${jsonText(name)}: `}${indented(jsonText(value, 2), column)}`,
};

const yamlStyle: Omit<Style, "newline"> = {
  whole: yamlText,
  scalar(node, value, isFlow) {
    if (typeof value === "object" && value !== null) return undefined;
    if (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") return undefined;
    if (typeof value === "string" && node.type === "QUOTE_DOUBLE") return jsonText(value);
    const isPlain = typeof value !== "string" || (isSeenAsItIs(value) && !value.includes("\n"));
    if (typeof value === "string" && isPlain && node.type === "QUOTE_SINGLE") {
      return `'${value.replaceAll("'", "''")}'`;
    }
    if (isFlow) return yamlFlow(value);
    return typeof value === "string" && value.includes("\n") ? undefined : yamlLine([value]).slice(2);
  },
  block: ({ name, value }, column) =>
    indented(yamlText(name === undefined ? [value] : { [name]: value }).replace(/\n$/, ""), column),
  flow: ({ name, value }) =>
    name === undefined ? yamlFlow(value) : yamlFlow({ [name]: value }).slice(2, -2),
};
