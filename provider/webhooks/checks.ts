import { unexpected } from "./refused";

/**
 * Gives a value back when it is of its type.
 *
 * @throws NotAnEventError that names the place
 */
export type Check<Value> = (value: unknown, place: string) => Value;

/** A check for every field: the compiler compares them with the type. */
export type Shape<Type> = { readonly [Field in keyof Type]-?: Check<Type[Field]> };

const ofType =
  <Value>(expected: string, types: readonly string[]): Check<Value> =>
  (value, place) => {
    if (types.includes(typeof value)) return value as Value;
    throw unexpected(place, expected, value);
  };

export const text = ofType<string>("a text", ["string"]);
export const number = ofType<number>("a number", ["number"]);
export const textOrNumber = ofType<string | number>("a text or a number", ["string", "number"]);

export const optional =
  <Value>(check: Check<Value>): Check<Value | null | undefined> =>
  (value, place) =>
    value === undefined || value === null ? value : check(value, place);

export const listOf =
  <Value>(check: Check<Value>): Check<Value[]> =>
  (value, place) => {
    if (!Array.isArray(value)) throw unexpected(place, "a list", value);
    return value.map((entry, index) => check(entry, `${place}[${index}]`));
  };

/** The object itself, with the fields that the shape doesn't have. */
export const object =
  <Type extends object>(shape: Shape<Type>): Check<Type> =>
  (value, place) => {
    if (!isObject(value)) throw unexpected(place, "an object", value);
    for (const [field, check] of Object.entries<Check<unknown>>(shape)) {
      check(value[field], place === "" ? field : `${place}.${field}`);
    }
    return value as Type;
  };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
