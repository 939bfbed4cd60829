import type { Context } from "hono";
import type { Method } from "../endpoints/endpoint";
import type { FieldRules, NeededPermissions } from "../rules";
import type { Store } from "../store/store";
import type { Environment } from "../wire/answers";

/** A method and a path below /api/v3. */
export interface Spelling {
  method: Method;
  path: string;
}

/** Fields, and the name that the API document has for them. */
interface Table {
  typeName: string;
  fields: FieldRules;
}

/** An endpoint that is none of an object's usual ones. */
export interface Command {
  /** In the OpenAPI document: what it belongs to, and its own name. */
  operationId: string;
  summary: string;
  description: string;
  source: string;
  method: Method;
  /** Below /api/v3. */
  path: string;
  /** What the documents have besides for the same. */
  otherSpellings?: readonly Spelling[];
  permissions?: NeededPermissions;
  /** The body; a list of such objects when `isListSent`. */
  body?: Table;
  isListSent?: true;
  /** What is answered: an object that has endpoints, or fields of its own. */
  answers: Table;
  answer(context: Context<Environment>, store: Store): Response | Promise<Response>;
}
