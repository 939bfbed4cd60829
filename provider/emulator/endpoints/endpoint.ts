import type { Context } from "hono";
import type { ObjectRules, StoredObject } from "../rules";
import { expanded, includesIn } from "../site/includes";
import { partSteps } from "../site/part-steps";
import { requireReferred } from "../site/references";
import { whole } from "../site/whole";
import type { Step } from "../store/change";
import type { Store } from "../store/store";
import type { Environment } from "../wire/answers";
import type { Permissions } from "../wire/permissions";
import { existing } from "./places";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What an endpoint does with an object; `view`: a list of those that belong to another object. */
export type Deed = "list" | "view" | "get" | "create" | "update" | "delete" | "deleteBatch";

export interface Endpoint {
  method: Method;
  /** undefined for a command. */
  deed?: Deed;
  /** Below /api/v3, with `:parameter` for ids. */
  path: string;
  /** Does the same as another one: the documents have it besides. */
  isOtherSpelling?: true;
  answer(context: Context<Environment>): Response | Promise<Response>;
}

/** What the endpoints work on. */
export interface Site {
  store: Store;
  permissions: Permissions;
}

/** An object as it is answered: with what else has endpoints of its own, and with what `include` adds. */
export function shown(
  rules: ObjectRules,
  store: Store,
  context: Context,
  place: string,
  object: StoredObject = existing(store, place),
): StoredObject {
  const includes = includesIn(context.req.query("include"));
  return expanded(rules.fields, whole(rules.fields, place, object, store), includes, store);
}

/**
 * Stores what is made of a body: the object, and what in the body has endpoints of its own.
 *
 * @param born what comes into being with the object
 * @throws RuleError, and nothing is stored
 */
export function write(
  rules: ObjectRules,
  store: Store,
  place: string,
  object: StoredObject,
  body: unknown,
  born: readonly Step[] = [],
): Promise<void> {
  requireReferred(rules.fields, object, store);
  const parts = partSteps(rules.fields, place, body, store);
  return store.change({ put: place, object }, ...parts, ...born);
}
