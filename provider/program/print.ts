import { propertyKey, quoted } from "../text/typescript";

/** TypeScript that stands in a value as it is: a variable, a call. */
export class Code {
  /** @param inLines the same in several lines, for where one is too long; the indent is that of the first */
  constructor(
    readonly text: string,
    readonly inLines: (indent: string) => string = () => text,
  ) {}
}

/** A call with one text. */
export const callWith = (callee: string, argument: string): Code =>
  new Code(
    `${callee}(${quoted(argument)})`,
    (indent) => `${callee}(\n${indent}  ${quoted(argument)},\n${indent})`,
  );

export const lineWidth = 80;

/** A value as TypeScript, as formatters write it. `before` and `after` are how much of its line is taken. */
export function printed(value: unknown, indent: string, before: number, after: number): string {
  const flat = inOneLine(value);
  if (flat !== undefined && before + widthOf(flat) + after <= lineWidth) return flat;
  if (Array.isArray(value)) return printedList(value, indent);
  if (value instanceof Code) return value.inLines(indent);
  return isRecord(value) ? printedObject(value, indent) : primitive(value);
}

/** An object with each property on a line of its own. */
export function printedObject(value: Readonly<Record<string, unknown>>, indent: string): string {
  const lines = Object.entries(value).map(([name, member]) => property(name, member, `${indent}  `));
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

function property(name: string, value: unknown, indent: string): string {
  const key = `${indent}${propertyKey(name)}:`;
  const text = printed(value, indent, key.length + 1, 1);
  const isLongText = typeof value === "string" && key.length + 1 + widthOf(text) + 1 > lineWidth;
  // Below a short name a text would hardly be further to the left.
  return isLongText && name.length >= shortestBreakable ? `${key}\n${indent}  ${text},` : `${key} ${text},`;
}

const shortestBreakable = 5;

function printedList(values: readonly unknown[], indent: string): string {
  const inner = `${indent}  `;
  const entries = values.map((value) => printed(value, inner, inner.length, 1));
  const lines = values.every((value) => typeof value === "number")
    ? filled(entries, inner)
    : entries.map((entry) => `${inner}${entry},`);
  return `[\n${lines.join("\n")}\n${indent}]`;
}

/** Numbers share lines. */
function filled(entries: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    const longer = last === undefined ? undefined : `${last} ${entry},`;
    if (longer !== undefined && longer.length <= lineWidth) lines[lines.length - 1] = longer;
    else lines.push(`${indent}${entry},`);
  }
  return lines;
}

/** A value in one line, however long. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (!isRecord(value)) return primitive(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0
    ? "{}"
    : `{ ${members.map(([name, member]) => `${propertyKey(name)}: ${literal(member)}`).join(", ")} }`;
}

/** undefined for what is always on several lines: an object of many properties, a list of objects. */
export function inOneLine(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    if (value.length > 1 && value.every((entry) => sizeOf(entry) > 1)) return undefined;
    return joined("[", value.map(inOneLine), "]");
  }
  if (!isRecord(value)) return primitive(value);
  const members = Object.entries(value);
  if (members.length > mostInOneLine) return undefined;
  const texts = members.map(([name, member]) => {
    const text = inOneLine(member);
    return text === undefined ? undefined : `${propertyKey(name)}: ${text}`;
  });
  return texts.length === 0 ? "{}" : joined("{ ", texts, " }");
}

/** More are hard to read beside each other. */
const mostInOneLine = 4;

const joined = (open: string, texts: readonly (string | undefined)[], close: string) =>
  texts.includes(undefined) ? undefined : `${open}${texts.join(", ")}${close}`;

const sizeOf = (value: unknown) =>
  Array.isArray(value) ? value.length : isRecord(value) ? Object.keys(value).length : 0;

function primitive(value: unknown): string {
  if (value instanceof Code) return value.text;
  return typeof value === "string" ? quoted(value) : JSON.stringify(value).replace("e+", "e");
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Code);

/** Columns: letters of East Asian scripts and pictures take two. */
export const widthOf = (text: string): number => [...text].length + (text.match(wide)?.length ?? 0);

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/gu;
