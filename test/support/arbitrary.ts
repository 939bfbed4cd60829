import fc from "fast-check";
import { z } from "zod";
import { canonical } from "../../provider/core/canonical";
import type { Definition, Properties } from "../../provider/core/definition";
import {
  type Condition,
  elementOf,
  factsOf,
  innerType,
  isId,
  shapeOf,
} from "../../provider/core/field-facts";
import type { Form } from "../../provider/core/forms/form";
import { keyOfEntry } from "../../provider/core/lists";
import { fieldAt, valueAt } from "../../provider/core/paths";
import { remembered } from "../../provider/core/remembered";

type Shape = Readonly<Record<string, z.ZodType>>;

/** The people that inputs name, for a site to have: it refuses others. */
export const people = {
  agents: [7, 8, 9].map((id) => ({ id, email: `agent${id}@example.com` })),
  departments: ["Sales", "Repairs"].map((name, index) => ({
    id: `8c9a7b10-2f4e-4a65-9d0f-5f1c2d3e4a5${index}`,
    name,
  })),
};

/** Any valid inputs of an API object, without its parents: required fields always, others now and then. */
export const inputsOf = remembered((definition: Definition) => shapeArbitrary(definition.fields));

/** All inputs at once, as far as they go together. */
export const fullInputsOf = remembered((definition: Definition) =>
  completeRecord(writableOf(definition.fields)).map((all) => goingTogether(definition.fields, all, all)),
);

function shapeArbitrary(shape: Shape): fc.Arbitrary<Properties> {
  const writable = writableOf(shape);
  const names = Object.keys(writable);
  const requiredKeys = names.filter((name) => writable[name] && factsOf(writable[name]).required);
  return fc.tuple(completeRecord(writable), fc.subarray(names)).map(([all, chosen]) =>
    goingTogether(
      shape,
      pick(all, (name) => chosen.includes(name) || requiredKeys.includes(name)),
      all,
    ),
  );
}

function writableOf(shape: Shape): Shape {
  return Object.fromEntries(
    Object.entries(shape).filter(([, field]) => {
      const { readOnly, include } = factsOf(field);
      return !readOnly && include === undefined;
    }),
  );
}

const completeRecord = (shape: Shape): fc.Arbitrary<Properties> =>
  fc.record(Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, anyValue(field)])), {
    noNullPrototype: true,
  });

/**
 * The chosen values, and from `all` those that they need: a field without an effect is left out, one on whose
 * value others depend is there when they are.
 */
function goingTogether(shape: Shape, chosen: Properties, all: Properties): Properties {
  const result = { ...chosen };
  for (const [name, field] of Object.entries(shape)) {
    const { when, valuesBy } = factsOf(field);
    const other = typeof when === "object" ? when.field : valuesBy?.field;
    const [root = ""] = other?.split(".") ?? [];
    if (result[name] !== undefined && root in all) result[root] ??= all[root];
  }
  for (;;) {
    const ignored = Object.keys(result).find((name) => {
      const { when } = factsOf(shape[name] as z.ZodType);
      return typeof when === "object" && !holds(shape, result, when);
    });
    if (ignored === undefined) break;
    delete result[ignored];
  }
  for (const [name, field] of Object.entries(shape)) {
    const { requiredWhen, valuesBy } = factsOf(field);
    if (requiredWhen && holds(shape, result, requiredWhen)) result[name] ??= all[name];
    if (valuesBy && result[name] !== undefined) {
      const allowed = valuesBy.values[String(meant(shape, result, valuesBy.field))];
      if (allowed && !allowed.includes(String(meant(shape, result, name)))) result[name] = allowed[0];
    }
  }
  return result;
}

const holds = (shape: Shape, values: Properties, { field, values: wanted }: Condition) =>
  wanted.includes(meant(shape, values, field) as string | boolean);

/** The value at a path in the documents' spelling; where nothing is declared, the default. */
function meant(shape: Shape, values: Properties, path: string): unknown {
  const field = fieldAt(shape, path);
  return field && canonical(field, valueAt(values, path) ?? factsOf(field).default);
}

/** A valid value of a field; never one that means "nothing", which is the same as leaving the field out. */
export function anyValue(field: z.ZodType): fc.Arbitrary<unknown> {
  const element = elementOf(field);
  if (element) return listOf(field, element);
  const shape = shapeOf(field);
  if (shape) return shapeArbitrary(shape);
  const inner = innerType(field);
  const { minimum = 0, maximum = 2000, caseInsensitive, typeName, refersTo = [], form } = factsOf(field);
  const named = idsOf(refersTo);
  if (named.length > 0)
    return fc.constantFrom(...named.map((id) => (inner.type === "number" ? id : String(id))));
  if (inner instanceof z.ZodEnum) return fc.constantFrom(...(inner.options as string[]));
  if (inner instanceof z.ZodLiteral) return fc.constantFrom(...inner.values);
  if (inner.type === "boolean") return fc.boolean();
  if (inner.type === "number") return fc.integer({ min: minimum, max: maximum });
  if (inner instanceof z.ZodURL) return fc.webUrl({ validSchemes: ["https"] });
  if (typeName === "datetime") return fc.constant("2026-01-02T03:04:05Z");
  if (isId(field)) return fc.uuid();
  if (caseInsensitive) return anyColour(inner);
  return form ? ofForm(form) : anyText;
}

const idsOf = (kinds: readonly string[]) =>
  Object.entries({ Agent: people.agents, Department: people.departments }).flatMap(([kind, all]) =>
    kinds.includes(kind) ? all.map(({ id }) => id) : [],
  );

/**
 * A required text has something in it: the service refuses an empty name. "name", which fast-check likes for being a
 * property of functions, would be the system field of a form.
 */
const anyText = fc
  .string({ unit: "binary", minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() !== "" && text !== "name");

/** Entries that differ in their key, all with a position of their own or none. */
function listOf(field: z.ZodType, element: z.ZodType): fc.Arbitrary<unknown[]> {
  const { key, permanent } = factsOf(field);
  const entries = fc.array(anyValue(element), { minLength: 1, maxLength: 4 });
  const shape = shapeOf(element);
  if (!shape) return entries;
  const numbered = fc.tuple(entries, fc.boolean()).map(([list, hasOrder]) =>
    list.map((entry, index) => {
      const values = { ...(entry as Properties) };
      delete values.order;
      if (shape.order && (hasOrder || factsOf(shape.order).required)) values.order = index + 1;
      if (permanent === "all" && key !== undefined) values[key] = permanentKey(shape[key], index);
      return values;
    }),
  );
  if (key === undefined) return numbered;
  return numbered.map((list) => {
    const keyed = list.filter((entry) => valueAt(entry, key) !== undefined);
    const keys = keyed.map((entry) => keyOfEntry(element, key, entry)?.toLowerCase());
    return keyed.filter((_, index) => keys.indexOf(keys[index]) === index);
  });
}

/** Of entries that the service makes, those that there always are: grades from 1 to 5, or one for each of the people. */
function permanentKey(field: z.ZodType | undefined, index: number): unknown {
  const ids = field ? idsOf(factsOf(field).refersTo ?? []) : [];
  return ids.length > 0 ? ids[index % ids.length] : index + 1;
}

const anyColour = (inner: z.ZodType): fc.Arbitrary<string> =>
  fc.stringMatching(inner.safeParse("#000000").success ? /^#[0-9A-Fa-f]{6}$/ : /^[0-9A-Fa-f]{6}$/);

/** Texts of the form of which the sample is; the last address there is ends any range. */
function ofForm(form: Form): fc.Arbitrary<string> {
  const isRight = (text: string, other?: string) =>
    !form(text, () => other) || form(text, () => other)?.isWarning;
  if (isRight("any text")) return anyText;
  const found = formed.find(([sample]) => isRight(sample));
  if (!found) throw new Error("No text of the form is known here");
  return isRight(found[0], "192.0.2.8") ? found[1] : fc.constant("255.255.255.255");
}

const formed: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ["192.0.2.7", fc.ipV4()],
  ["(1 or 2) and 3", fc.constantFrom("1", "1 or 2", "(1 or 2) and not 3")],
  ["ann@example.com", fc.emailAddress()],
];

const pick = (values: Properties, isWanted: (name: string) => boolean): Properties =>
  Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)));
