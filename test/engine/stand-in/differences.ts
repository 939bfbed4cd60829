import type { Difference } from "../engine";
import { pathOf } from "../paths";
import { shownAt } from "../shown";
import { isObject, type Properties, plain } from "./values";

/**
 * What changes from one bag of inputs to another, by path. Like Pulumi, it looks into secrets, takes no notice
 * of what becomes one, and takes null for a property that isn't there.
 */
export function differencesBetween(olds: Properties, news: Properties): Difference[] {
  return changesBetween(plain(olds), plain(news), "").map(({ path, kind }) => ({
    path,
    kind,
    ...(kind !== "add" && { old: shownAt(olds, path) }),
    ...(kind !== "delete" && { new: shownAt(news, path) }),
    replaces: false,
  }));
}

type Change = Pick<Difference, "path" | "kind">;

function changesBetween(old: unknown, now: unknown, path: string): Change[] {
  if (Array.isArray(old) && Array.isArray(now)) {
    const indexes = Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index);
    return indexes.flatMap((index) => {
      const at = pathOf(path, index);
      if (index >= old.length) return [{ path: at, kind: "add" as const }];
      if (index >= now.length) return [{ path: at, kind: "delete" as const }];
      return changesBetween(old[index], now[index], at);
    });
  }
  if (isObject(old) && isObject(now)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
    return keys.flatMap((key) =>
      memberChanges(old[key] ?? undefined, now[key] ?? undefined, pathOf(path, key)),
    );
  }
  return old === now ? [] : [{ path, kind: "update" }];
}

function memberChanges(old: unknown, now: unknown, path: string): Change[] {
  if (old === undefined && now === undefined) return [];
  if (old === undefined) return [{ path, kind: "add" }];
  if (now === undefined) return [{ path, kind: "delete" }];
  return changesBetween(old, now, path);
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
