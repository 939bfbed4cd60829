import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../core/paths";
import type { Position } from "../parsed-yaml";
import type { Steps } from "../steps";
import type { Written } from "../written";
import { type LayerChange, wholeDocument } from "./layer-change";

/** The one place that has to change. */
export interface ChangedPlace {
  layer: "document" | "overlay";
  position: Position;
  /** In the file. */
  steps: Steps;
  /** What it is to be; undefined where it goes. */
  value: unknown;
}

/** Where the files change; undefined where they don't. */
export function placeOf(written: Written, change: LayerChange): ChangedPlace | undefined {
  const { source, overlay } = written;
  const placed = (layer: "document" | "overlay", parsed: Written["source"]["parsed"], wanted: unknown) => {
    const { steps, value } = firstChange(parsed.value(), wanted, []);
    return { layer, steps, value, position: parsed.position(steps) };
  };
  if (change.overlay !== undefined && overlay.parsed)
    return placed("overlay", overlay.parsed, change.overlay);
  if (change.document === undefined) return undefined;
  return placed("document", source.parsed, wholeDocument(written, change.document));
}

/** As deep as there is one thing that changes. */
function firstChange(is: unknown, wanted: unknown, steps: Steps): { steps: Steps; value: unknown } {
  const names = changedNames(is, wanted);
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return { steps, value: wanted };
  return firstChange(memberOf(is, name), memberOf(wanted, name), [...steps, name]);
}

function changedNames(is: unknown, wanted: unknown): (string | number)[] {
  if (Array.isArray(is) && Array.isArray(wanted)) return changedEntries(is, wanted);
  if (!isObject(is) || !isObject(wanted)) return [];
  const names = new Set([...Object.keys(is), ...Object.keys(wanted)]);
  return [...names].filter((name) => !isDeepStrictEqual(is[name], wanted[name]));
}

function changedEntries(is: readonly unknown[], wanted: readonly unknown[]): number[] {
  if (Math.abs(is.length - wanted.length) > 1) return [];
  const first = [...is, undefined].findIndex((entry, index) => !isDeepStrictEqual(entry, wanted[index]));
  const isRest = (one: readonly unknown[], other: readonly unknown[]) =>
    isDeepStrictEqual([...one], [...other]);
  if (is.length === wanted.length) {
    return isRest(is.slice(first + 1), wanted.slice(first + 1)) ? [first] : [];
  }
  const [longer, shorter] = is.length > wanted.length ? [is, wanted] : [wanted, is];
  return isRest(longer.slice(first + 1), shorter.slice(first)) ? [first] : [];
}

const memberOf = (value: unknown, name: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[name] : undefined;
