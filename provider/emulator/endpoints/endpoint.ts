import type { Context } from "hono";
import type { ObjectRules, StoredObject } from "../rules";
import { RuleError } from "../rules/values";
import { expanded, includesIn } from "../site/includes";
import { whole } from "../site/parts";
import type { Store } from "../store/store";
import { ApiFailure, type Environment } from "../wire/answers";
import type { Permissions } from "../wire/permissions";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What an endpoint does with an object; `view`: a list of those that belong to another object. */
export type Deed = "list" | "view" | "get" | "create" | "update" | "delete" | "deleteBatch";

export interface Endpoint {
  method: Method;
  /** undefined for a command. */
  deed?: Deed;
  /** Below /api/v3, with `:parameter` for ids. */
  path: string;
  answer(context: Context<Environment>): Response | Promise<Response>;
}

/** What the endpoints work on. */
export interface Site {
  store: Store;
  permissions: Permissions;
  /** The rules of all objects: what comes into being with another one. */
  objects: readonly ObjectRules[];
}

/** An object as it is answered: with what else has endpoints of its own, and with what `include` adds. */
export function shown(
  rules: ObjectRules,
  store: Store,
  context: Context,
  place: string,
  object: StoredObject,
): StoredObject {
  const includes = includesIn(context.req.query("include"));
  return expanded(rules.fields, whole(rules.fields, place, object, store), includes, store);
}

/** @throws ApiFailure in the API's form when a rule is broken */
export function accepted<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    throw error instanceof RuleError ? new ApiFailure(400, error.message) : error;
  }
}
