import * as z from "zod";
import { isMet } from "./conditions";
import type { Definition, Properties } from "./definition";
import { elementOf, type Fields, factsOf, innerType, isId, otherSpellings, shapeOf } from "./field-facts";
import { declarable } from "./options";
import { remembered } from "./remembered";
import { brokenRules, type Problem } from "./rules";
import { namedTwice, normalised } from "./spelling";
import { didYouMean, nearest } from "./suggest";
import { UNKNOWN } from "./unknown";

export type { Problem };

/** A problem in one line. */
export const problemText = ({ path, message }: Problem) => (path === "" ? message : `${path}: ${message}`);

/**
 * Everything that is wrong with the declared inputs of one resource. A value that isn't known yet is right,
 * at any depth. Messages repeat a wrong value only when it is a near miss of an enum value or a property's
 * name, so that a secret which was put in the wrong place isn't printed.
 */
export function validate(definition: Definition, declared: Properties): Problem[] {
  const { fields, schema } = schemaOf(definition);
  const twice = namedTwice(fields, declared).map(({ name, otherName }) => ({
    path: otherName,
    message: `is another name of ${name}, which is declared, too. Remove one of the two.`,
  }));
  const inputs = normalised(fields, declared);
  const parsed = schema.safeParse(inputs);
  const wrong = parsed.success
    ? []
    : parsed.error.issues
        .filter(({ path }) => !isUnset(fields, inputs, path))
        .flatMap((issue) => problemsOf(definition, fields, inputs, issue));
  const paths = new Set(wrong.map(({ path }) => path));
  const broken = brokenRules(definition, inputs).filter(({ path }) => !paths.has(path));
  return [...twice, ...wrong, ...broken];
}

/** Whether a program can't run with the problems. */
export const isRefused = (problems: readonly Problem[]) => problems.some(({ isWarning }) => !isWarning);

/** Making a schema costs more than using it. */
const schemaOf = remembered((definition: Definition): { fields: Fields; schema: z.ZodType } => {
  const fields = declarable(definition);
  return { fields, schema: z.strictObject(fields) };
});

/**
 * Whether the value is the empty text by which the service says that a field isn't set which only has an effect under a
 * condition: as long as that isn't met, it is no wrong address, id or enum value. No answer has an empty colour.
 */
function isUnset(fields: Fields, inputs: Properties, path: readonly PropertyKey[]): boolean {
  const field = schemaAt(fields, path);
  const { when } = field ? factsOf(field) : {};
  if (field === undefined || when === undefined || at(inputs, path) !== "" || isColour(field)) return false;
  if (typeof when === "string") return true;
  const ownerPath = path.slice(0, -1);
  const owner = ownerPath.length === 0 ? fields : shapeAt(fields, ownerPath);
  return owner !== undefined && !isMet(owner, at(inputs, ownerPath), when);
}

const isColour = (field: z.ZodType) => factsOf(field).caseInsensitive === true && !isId(field);

function problemsOf(
  definition: Definition,
  fields: Fields,
  inputs: Properties,
  issue: z.core.$ZodIssue,
): Problem[] {
  const value = at(inputs, issue.path);
  if (value === UNKNOWN) return [];
  const field = schemaAt(fields, issue.path);
  if (issue.code === "unrecognized_keys") {
    const shape = issue.path.length === 0 ? fields : (shapeAt(fields, issue.path) ?? {});
    const owner = issue.path.length === 0 ? definition.name : (field && factsOf(field).typeName) || "object";
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      message: unknownProperty(definition, owner, shape, key),
    }));
  }
  return [{ path: pathText(issue.path), message: messageOf(issue, field, value) }];
}

function unknownProperty(definition: Definition, owner: string, shape: object, key: string): string {
  if (owner === definition.name && Object.hasOwn(definition.fields, key)) {
    return "is read-only: Comm100 sets it. Remove it from the program; it is an output of the resource.";
  }
  return `is not a property of ${owner}.${didYouMean(key, Object.keys(shape))}`;
}

function messageOf(issue: z.core.$ZodIssue, field: z.ZodType | undefined, value: unknown): string {
  if (value === undefined || value === null) return "is required.";
  if (issue.code === "invalid_type") return `must be ${expected(issue.expected)}, not ${typeName(value)}.`;
  if (issue.code === "invalid_value") return notOneOf(field, issue.values, value);
  if (issue.code === "too_big" || issue.code === "too_small") return outOfRange(field);
  return `${issue.message}.`;
}

function outOfRange(field: z.ZodType | undefined): string {
  const { minimum, maximum } = field ? factsOf(field) : {};
  if (minimum === undefined && maximum === undefined) return "is out of the range of whole numbers.";
  if (maximum === undefined) return `must be at least ${minimum}.`;
  return `must be from ${minimum} to ${maximum}.`;
}

function notOneOf(field: z.ZodType | undefined, values: readonly unknown[], value: unknown): string {
  const spellings = field ? otherSpellings(field) : {};
  const offered = values.map(String).filter((option) => !Object.hasOwn(spellings, option));
  const near = typeof value === "string" ? nearest(value, values.map(String)) : undefined;
  const start = near === undefined ? "is not" : `"${String(value)}" is not`;
  const guess = near === undefined ? "" : ` Did you mean "${near}"?`;
  return `${start} one of ${offered.join(", ")}.${guess}`;
}

const articles: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a whole number",
  string: "a string",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

const expected = (type: string) => articles[type] ?? type;

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return Number.isInteger(value) ? "a number" : "a fraction";
  return (
    { string: "a string", boolean: "a boolean", object: "an object" }[typeof value as string] ?? typeof value
  );
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (current === UNKNOWN) return UNKNOWN;
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

function schemaAt(fields: Fields, path: readonly PropertyKey[]): z.ZodType | undefined {
  const [first, ...below] = path;
  let schema = first === undefined ? undefined : fields[String(first)];
  for (const key of below) {
    if (!schema) return undefined;
    schema = typeof key === "number" ? elementOf(schema) : shapeOf(innerType(schema))?.[String(key)];
  }
  return schema;
}

function shapeAt(fields: Fields, path: readonly PropertyKey[]): Fields | undefined {
  const schema = schemaAt(fields, path);
  return schema && shapeOf(innerType(schema));
}

/** `conditions[0].operator` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === "number" ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`,
    )
    .join("");
}
