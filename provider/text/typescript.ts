import { escapedSource, visible } from "./visible";

/** A text as a literal, in double quotes, unless it has more of those than of single ones. */
export function quoted(text: string): string {
  const json = escapedSource(JSON.stringify(text));
  const count = (quote: string) => text.split(quote).length - 1;
  if (count('"') <= count("'")) return json;
  return `'${json.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

/** The name of a property in an object literal; `__proto__` as it stands would set the prototype. */
export function propertyKey(name: string): string {
  if (name === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A comment of one line. */
export const blockComment = (text: string): string => `/** ${visible(text).replaceAll("*/", "* /")} */`;
