import type { Context } from "hono";
import type { NeededPermissions } from "../rules";
import { isSameWord, lowerCase } from "../rules/letter-case";
import { ApiFailure } from "./answers";

/** What the credential may do: the names of agents' permissions; undefined for everything. */
export type Permissions = ReadonlySet<string> | undefined;

/** An object or a command. */
export interface Permitted {
  permissions?: NeededPermissions;
}

/**
 * @param all the rules of everything that is served
 * @throws Error for a name that no endpoint asks for
 */
export function permissionsOf(names: readonly string[] | undefined, all: readonly Permitted[]): Permissions {
  const held = names?.map((name) => name.trim()).filter(Boolean);
  const asked = namesIn(all);
  const unknown = held?.find((name) => !asked.some((one) => isSameWord(one, name)));
  if (unknown !== undefined) {
    throw new Error(`No endpoint asks for the permission "${unknown}", only for ${asked.join(", ")}.`);
  }
  return held && new Set(held.map(lowerCase));
}

const namesIn = (all: readonly Permitted[]): string[] =>
  [...new Set(all.flatMap(({ permissions: { read = [], write = [] } = {} }) => [...read, ...write]))].sort();

/** The names of which a request needs one; undefined when it needs none. */
export const neededFor = (method: string, { permissions = {} }: Permitted): readonly string[] | undefined =>
  method === "GET" ? permissions.read : permissions.write;

/** @throws ApiFailure when the credential has none of the permissions that the API document names */
export function requirePermission(held: Permissions, rules: Permitted, context: Context): void {
  if (!held) return;
  const needed = neededFor(context.req.method, rules);
  if (!needed || needed.some((name) => held.has(lowerCase(name)))) return;
  throw new ApiFailure(403, `The agent lacks the permission ${needed.join(" or ")}.`, 1);
}
