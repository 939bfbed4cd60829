import { canonical } from "./canonical";
import type { Properties } from "./definition";
import { type Condition, type Fields, factsOf } from "./field-facts";
import { fieldAt, valueAt } from "./paths";
import { UNKNOWN } from "./unknown";

/** Something wrong with what a program declares. */
export interface Problem {
  /** The property's path from the resource's arguments on: `conditions[0].operator`. */
  path: string;
  /** What is wrong and, where there is one, the nearest right value. Never holds the value of a secret, or of a free text. */
  message: string;
  /** True where the documents are uncertain: the program runs, and the user is told. */
  isWarning?: true;
  /** Of a warning: the values that it is about, its own and those that it depends on, in the entries that hold them. */
  about?: readonly unknown[];
  /** True where the property is wrong there, whatever its value is. */
  isOfName?: true;
}

/** The object that fields are in, as far as it is declared. */
export interface Scope {
  fields: Fields;
  values: Properties;
  /** All arguments of the resource. */
  root: Properties;
  /** Path of the object, with its dot: `conditions[0].` */
  path: string;
  /** What tells the entries of lists that the object is in from others: their keys, or all that is in them. */
  entries: readonly unknown[];
  /** Whether a value of the argument may be repeated in a message. */
  isShown: (argument: string) => boolean;
  /** Whether a field that isn't declared has its default. In an object that was there before it may have any value. */
  isNew: boolean;
}

/** Whether a condition is met; undefined while that can't be known. */
export function holds(scope: Scope, { field: path, values }: Condition): boolean | undefined {
  const field = fieldAt(scope.fields, path);
  if (!field) return undefined;
  const declared = valueAt(scope.values, path);
  if (declared === UNKNOWN) return undefined;
  const value = declared ?? (scope.isNew ? factsOf(field).default : undefined);
  // A wrong value of the other field is reported for that field.
  if (value === undefined || value === null || !field.safeParse(value).success) return undefined;
  return values.includes(canonical(field, value) as string | boolean);
}

/** The declared value of another field of the object, an enum's in the documents' spelling. */
export function valueBeside(scope: Scope, path: string): unknown {
  const field = fieldAt(scope.fields, path);
  const value = valueAt(scope.values, path);
  return field && typeof value === "string" ? canonical(field, value) : value;
}

export const problem = (scope: Scope, name: string, message: string): Problem => ({
  path: `${scope.path}${name}`,
  message,
});

/**
 * A problem that only probably is one, unless it is certain.
 *
 * @param others what the field's own value is a problem beside: the path of another field, or its value
 */
export const likely = (
  scope: Scope,
  name: string,
  message: string,
  isCertain: boolean,
  other: { field: string } | { value: unknown },
): Problem => ({
  ...problem(scope, name, message),
  ...(!isCertain && {
    isWarning: true,
    about: [
      ...scope.entries,
      scope.values[name],
      "value" in other ? other.value : valueAt(scope.values, other.field),
    ],
  }),
});

/** A problem of a property that is wrong where it is, whatever its value is. */
export const problemOfName = (scope: Scope, name: string, message: string): Problem => ({
  ...problem(scope, name, message),
  isOfName: true,
});
