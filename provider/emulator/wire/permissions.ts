import type { Context } from "hono";
import type { ObjectRules } from "../rules";
import { ApiFailure } from "./answers";

/** What the credential may do: the names of agents' permissions; undefined for everything. */
export type Permissions = ReadonlySet<string> | undefined;

/**
 * @param known the names that endpoints ask for
 * @throws Error for a name that none asks for
 */
export function permissionsOf(names: readonly string[] | undefined, known: readonly string[]): Permissions {
  const wanted = names?.map((name) => name.trim()).filter(Boolean);
  const isKnown = (name: string) => known.some((one) => one.toLowerCase() === name.toLowerCase());
  const strange = wanted?.find((name) => !isKnown(name));
  if (strange !== undefined) {
    throw new Error(`No endpoint asks for the permission "${strange}", only for ${known.join(", ")}.`);
  }
  return wanted && new Set(wanted.map((name) => name.toLowerCase()));
}

/** The names in the rules of all objects and commands. */
export const permissionNames = (all: readonly Pick<ObjectRules, "permissions">[]): string[] =>
  [
    ...new Set(
      all.flatMap(({ permissions = {} }) => [...(permissions.read ?? []), ...(permissions.write ?? [])]),
    ),
  ].sort();

/** @throws ApiFailure when the credential has none of the permissions that the API document names */
export function requirePermission(
  held: Permissions,
  { permissions = {} }: Pick<ObjectRules, "permissions">,
  context: Context,
): void {
  if (!held) return;
  const needed = context.req.method === "GET" ? permissions.read : permissions.write;
  if (!needed || needed.some((name) => held.has(name.toLowerCase()))) return;
  throw new ApiFailure(403, `The agent lacks the permission ${needed.join(" or ")}.`, 1);
}
