import type { Context } from "hono";
import { ApiFailure } from "./answers";
import type { ObjectRules } from "./rules";

/** What the credential may do: the names of agents' permissions; undefined for everything. */
export type Permissions = ReadonlySet<string> | undefined;

export const permissionsOf = (names: readonly string[] | undefined): Permissions =>
  names && new Set(names.map((name) => name.trim().toLowerCase()));

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
