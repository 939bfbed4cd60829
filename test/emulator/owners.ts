import { objects } from "../../provider/emulator/objects";
import type { ObjectRules } from "../../provider/emulator/rules";

/** What objects are below: the parameter of their paths, and the collection whose member it names. */
export const owners: readonly { parameter: string; rules: ObjectRules }[] = [
  ...new Map(objects.flatMap(({ path }) => ownersIn(path))),
]
  .map(([parameter, collection]) => ({ parameter, rules: collectionAt(collection) }))
  .sort((one, other) => one.rules.path.length - other.rules.path.length);

function ownersIn(path: string): [parameter: string, collection: string][] {
  return [...path.matchAll(/\/:(\w+)/g)].map((match) => [match[1] ?? "", path.slice(0, match.index)]);
}

function collectionAt(path: string): ObjectRules {
  const rules = objects.find((one) => one.path === path);
  if (!rules) throw new Error(`No object has the path ${path}, which others are below.`);
  return rules;
}

/** A path below /api/v3/livechat with the ids of the owners. */
export const filled = (path: string, ids: Readonly<Record<string, string>>): string =>
  path.replace("/livechat", "").replace(/:(\w+)/g, (parameter, name: string) => ids[name] ?? parameter);

/** The ids of the owners, outermost first, as the task gives them for a collection's path. */
export async function idsOfOwners(
  idOf: (rules: ObjectRules, path: string) => Promise<string>,
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { parameter, rules } of owners) ids[parameter] = await idOf(rules, filled(rules.path, ids));
  return ids;
}
