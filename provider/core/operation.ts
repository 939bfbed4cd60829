import type * as z from "zod";
import type { Fields } from "./field-facts";
import { fieldAt } from "./paths";

/** What an endpoint answers with. */
export type Answer =
  /** One object. */
  | "object"
  /** All objects, in one list. */
  | "list"
  /** A page of objects, with the address of the next. */
  | "pages"
  | "nothing";

/** An endpoint of the API: a method of the client. */
export interface Operation {
  /** What it does, in a sentence. */
  description: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /api/v3, with `{parameter}` for ids. */
  path: string;
  answer: Answer;
  /** The object in the answer; also what the values of `include` are taken from. */
  returns?: ObjectType;
  /** The values of the query parameter `include`. */
  include?: readonly string[];
  /** The query's other parameters. */
  query?: Fields;
  /** The body: an object, a list of objects, or a list of ids. */
  body?: ObjectType | { listOf: ObjectType } | "ids";
  /** Form-encoded, to the host that issues tokens and not below /api/v3, without credentials. */
  isTokenRequest?: true;
  /** The vendor's later document no longer has the endpoint: a site that answers 404 has none. */
  isWithdrawn?: boolean;
}

/** A type of object of the API. */
export interface ObjectType {
  /** Its name in the API document. */
  name: string;
  description?: string;
  fields: Fields;
  /** Whether it has an `id` beside its fields. */
  hasId: boolean;
  /** For parameters of its path that aren't ids: the values that there are. */
  choices?: Fields;
}

/** The field at a path in what an endpoint answers with. */
export const fieldOf = ({ returns }: Operation, path: string): z.ZodType | undefined =>
  fieldAt(returns?.fields ?? {}, path);
