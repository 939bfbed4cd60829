import { isDeepStrictEqual } from "node:util";
import type { Difference } from "../engine";
import { pathOf } from "../paths";
import { shown } from "../shown";
import { isObject, isSecret, type Properties } from "./values";

/** What changes from one bag of inputs to another, by path. */
export function differencesBetween(olds: Properties, news: Properties): Difference[] {
  const found: Difference[] = [];
  compare(olds, news, "", found);
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function compare(old: unknown, now: unknown, path: string, found: Difference[]): void {
  if (isDeepStrictEqual(old, now)) return;
  if (old === undefined) found.push({ path, kind: "add", new: shown(now), replaces: false });
  else if (now === undefined) found.push({ path, kind: "delete", old: shown(old), replaces: false });
  else if (Array.isArray(old) && Array.isArray(now)) {
    for (let index = 0; index < Math.max(old.length, now.length); index++) {
      compare(old[index], now[index], pathOf(path, index), found);
    }
  } else if (isObject(old) && isObject(now) && !isSecret(old) && !isSecret(now)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      compare(old[key], now[key], pathOf(path, key), found);
    }
  } else found.push({ path, kind: "update", old: shown(old), new: shown(now), replaces: false });
}

/** The same differences seen from the other side: what a refresh found, rather than what would put it right. */
export function inverted(differences: readonly Difference[]): Difference[] {
  const opposite = { add: "delete", delete: "add", update: "update" } as const;
  return differences.map(({ path, kind, old, new: now, replaces }) => ({
    path,
    kind: opposite[kind],
    ...(now !== undefined && { old: now }),
    ...(old !== undefined && { new: old }),
    replaces,
  }));
}
