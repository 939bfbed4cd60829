import * as z from "zod";
import { isMet } from "./conditions";
import type { Definition, Properties } from "./definition";
import { elementOf, type Fields, factsOf, innerType, isId, shapeOf, typeOf } from "./field-facts";
import { messageOf } from "./messages";
import { declarable } from "./options";
import { remembered } from "./remembered";
import { brokenRules } from "./rules";
import type { Problem } from "./scope";
import { namedTwice, normalised } from "./spelling";
import { didYouMean } from "./suggest";
import { UNKNOWN } from "./unknown";

export type { Problem };

/** A problem in one line. */
export const problemText = ({ path, message }: Problem) => (path === "" ? message : `${path}: ${message}`);

/**
 * Everything that is wrong with the declared inputs of one resource. A value that isn't known yet is right,
 * at any depth. Messages repeat the value of a field that has a form, shortened: never that of a secret or of a free text.
 *
 * @param secrets the arguments whose values the program keeps secret, beside those that the API document calls so
 */
export function validate(
  definition: Definition,
  declared: Properties,
  secrets: readonly string[] = [],
): Problem[] {
  const { fields, schema } = schemaOf(definition);
  const twice = namedTwice(fields, declared).map(({ name, otherName }) => ({
    path: otherName,
    message: `is another name of ${name}, which is declared, too. Remove one of the two.`,
  }));
  const inputs = normalised(fields, declared);
  const isShown = (argument: string) => !secrets.includes(argument);
  const parsed = schema.safeParse(inputs);
  const wrong = parsed.success
    ? []
    : parsed.error.issues
        .filter(({ path }) => !isUnset(fields, inputs, path) && !isReadOnly(fields, path))
        .flatMap((issue) => problemsOf({ definition, fields, inputs, isShown }, issue));
  const paths = new Set(wrong.map(({ path }) => path));
  const broken = brokenRules(definition, inputs, isShown).filter(({ path }) => !paths.has(path));
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
  if (field === undefined || when === undefined || at(inputs, path) !== "" || !mayBeEmpty(field))
    return false;
  if (typeof when === "string") return true;
  const ownerPath = path.slice(0, -1);
  const owner = ownerPath.length === 0 ? fields : shapeAt(fields, ownerPath);
  return owner !== undefined && !isMet(owner, at(inputs, ownerPath), when);
}

/** A read-only field is refused as such, whatever its value. */
function isReadOnly(fields: Fields, path: readonly PropertyKey[]): boolean {
  const field = schemaAt(fields, path);
  return field !== undefined && factsOf(field).readOnly === true;
}

const mayBeEmpty = (field: z.ZodType) =>
  typeOf(field) === "enum" ||
  (typeOf(field) === "string" && (isId(field) || !factsOf(field).caseInsensitive));

/** What is checked, and whether a value of an argument may be repeated in a message. */
interface Checked {
  definition: Definition;
  fields: Fields;
  inputs: Properties;
  isShown(argument: string): boolean;
}

function problemsOf({ definition, fields, inputs, isShown }: Checked, issue: z.core.$ZodIssue): Problem[] {
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
  const mayRepeat = isShown(String(issue.path[0])) && !(field && factsOf(field).secret);
  return [{ path: pathText(issue.path), message: messageOf(issue, field, value, mayRepeat) }];
}

function unknownProperty(definition: Definition, owner: string, shape: object, key: string): string {
  if (owner === definition.name && Object.hasOwn(definition.fields, key)) {
    return "is read-only: Comm100 sets it. Remove it from the program; it is an output of the resource.";
  }
  return `is not a property of ${owner}.${didYouMean(key, Object.keys(shape))}`;
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
