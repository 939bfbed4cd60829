import type { Context } from "hono";
import type { Method } from "../endpoints/endpoint";
import type { FieldRules, NeededPermissions } from "../rules";
import type { Store } from "../store/store";
import type { Environment } from "../wire/answers";

/** An endpoint that is none of an object's usual ones. */
export interface Command {
  /** Its name in the API document. */
  name: string;
  source: string;
  method: Method;
  /** Below /api/v3, the spellings of the documents. */
  paths: readonly string[];
  permissions?: NeededPermissions;
  /** The body; a list of such objects when `isListSent`. */
  body?: FieldRules;
  isListSent?: true;
  /** What is answered: the name of an object, or fields of its own. */
  answers: { typeName: string; fields: FieldRules };
  answer(context: Context<Environment>, store: Store): Response | Promise<Response>;
}
