import { commands } from "../commands";
import { everyObject } from "../objects";
import type { Schema } from "./building-blocks";
import { groupIn, groupOf } from "./names";
import { tokenTag } from "./token";

/** What operations are about, with a sentence on each: those that the paths use. */
export function tagsOf(paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>): Schema[] {
  const used = new Set(
    Object.values(paths).flatMap((operations) =>
      Object.values(operations).flatMap(({ tags }) => tags as string[]),
    ),
  );
  const ofCommands = commands.map(
    ({ operationId, description }) => [groupIn(operationId), description] as const,
  );
  const ofObjects = everyObject.map((rules) => [groupOf(rules), rules.description] as const);
  return [...new Map([tokenTag, ...ofCommands, ...ofObjects])]
    .filter(([name]) => used.has(name))
    .map(([name, description]) => ({ name, description }));
}
