import { createHash } from "node:crypto";
import { definitions } from "../../definitions";
import frozen from "../../site-document/defaults/frozen.json";
import { type DefaultsTable, newestTable, newestVersion, tables } from "../../site-document/defaults/tables";
import { defaultsByRule } from "./by-rule";

/** A table of defaults as a file. */
export interface TableFile {
  /** Below provider/site-document/defaults. */
  name: string;
  text: string;
}

/**
 * The newest table with a default for every field that it lacks. Those that it has stay as they are: people choose them. A table
 * that a release has had is never changed, so that a new one follows it.
 */
export function completeTable(): TableFile {
  const complete = Object.fromEntries(
    definitions.map((definition) => {
      const byRule = defaultsByRule(definition);
      return [definition.name, { ...byRule, ...only(newestTable[definition.name] ?? {}, byRule) }];
    }),
  );
  const isLarger = JSON.stringify(complete) !== JSON.stringify(newestTable);
  const isFrozen = Object.hasOwn(frozen, String(newestVersion));
  const version = isLarger && isFrozen ? newestVersion + 1 : newestVersion;
  return { name: `table-${version}.json`, text: textOf(complete) };
}

/** Without the fields that there are no more. */
const only = (defaults: DefaultsTable[string], known: DefaultsTable[string]) =>
  Object.fromEntries(Object.entries(defaults).filter(([path]) => Object.hasOwn(known, path)));

const textOf = (table: DefaultsTable) => `${JSON.stringify(table, null, 2)}\n`;

/** What tells whether a table has changed, by its version. */
export const fingerprints = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tables).map(([version, table]) => [
      version,
      createHash("sha256").update(textOf(table)).digest("hex"),
    ]),
  );
