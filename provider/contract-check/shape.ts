import { isObject } from "../core/paths";

/** What a JSON value is, without what it says. */
export interface Shape {
  type: "string" | "number" | "boolean" | "null" | "array" | "object";
  /** Characters of a string, entries of an array, keys of an object; missing for the others. */
  size?: number;
}

export function shapeOf(value: unknown): Shape {
  if (value === null || value === undefined) return { type: "null" };
  if (typeof value === "string") return { type: "string", size: value.length };
  if (Array.isArray(value)) return { type: "array", size: value.length };
  if (isObject(value)) return { type: "object", size: Object.keys(value).length };
  return { type: typeof value === "boolean" ? "boolean" : "number" };
}

/**
 * How a key is written where it may be anybody's: as it is, or masked.
 *
 * @param isDeep below the first level, where an object may as well be people by their names
 */
export type Masking = (key: string, isDeep?: boolean) => string;

/** How deep a body is described. */
const deepest = 3;

/** A body in one line, such as `{code: number, message: string}`. */
export const bodyText = (body: unknown, masked: Masking): string => textOf(body, masked, 0);

function textOf(body: unknown, masked: Masking, depth: number): string {
  if (!isObject(body) || depth === deepest) return shapeOf(body).type;
  const members = Object.entries(body).map(
    ([key, value]) => `${masked(key, depth > 0 || isMap(body))}: ${textOf(value, masked, depth + 1)}`,
  );
  // Keys that are masked look alike.
  return `{${[...new Set(members)].join(", ")}}`;
}

/** Whether the members are objects of one form, which are hardly told apart by names of an API. */
function isMap(body: Readonly<Record<string, unknown>>): boolean {
  const forms = Object.values(body).map((value) => isObject(value) && Object.keys(value).sort().join());
  return forms.length > 1 && forms[0] !== false && new Set(forms).size === 1;
}
