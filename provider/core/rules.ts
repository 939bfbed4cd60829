import type * as z from "zod";
import { canonical } from "./canonical";
import { conditionText } from "./conditions";
import type { Definition, Properties } from "./definition";
import { type Condition, elementOf, factsOf, shapeOf, type ValuesBy } from "./field-facts";
import { keyOfEntry } from "./lists";
import { malformed } from "./malformed";
import { fieldAt, isObject, valueAt } from "./paths";
import { holds, likely, type Problem, problem, problemOfName, type Scope } from "./scope";
import { UNKNOWN } from "./unknown";

/** What the types of the values can't tell: fields that go together, and entries that exclude each other. */
export function brokenRules(
  definition: Definition,
  inputs: Properties,
  isShown: Scope["isShown"] = () => true,
): Problem[] {
  return inScope({
    fields: definition.fields,
    values: inputs,
    root: inputs,
    path: "",
    entries: [],
    isShown,
    isNew: definition.hasId,
  });
}

function inScope(scope: Scope): Problem[] {
  return Object.entries(scope.fields).flatMap(([name, field]) => {
    const value = scope.values[name];
    if (value === undefined) return missing(scope, name, field);
    return [...ofField(scope, name, field, value), ...below(scope, name, field, value)];
  });
}

function missing(scope: Scope, name: string, field: z.ZodType): Problem[] {
  const { requiredWhen } = factsOf(field);
  if (requiredWhen === undefined || holds(scope, requiredWhen) !== true) return [];
  const message = `is required, as ${conditionText(requiredWhen)}.`;
  return [likely(scope, name, message, requiredWhen.certain, requiredWhen)];
}

function ofField(scope: Scope, name: string, field: z.ZodType, value: unknown): Problem[] {
  const { when, valuesBy, readOnly, include, required } = factsOf(field);
  const problems: Problem[] = [];
  // The service takes an empty text for a missing one.
  if (required && value === "") problems.push(problem(scope, name, isEmpty));
  if (scope.path !== "" && (readOnly || include !== undefined)) {
    problems.push(problemOfName(scope, name, "is read-only: Comm100 sets it. Remove it from the program."));
  }
  // Nothing has no effect, and may be declared beside anything: so the service answers what isn't set.
  if (canonical(field, value) === undefined) return problems;
  if (typeof when === "object" && holds(scope, when) === false) {
    problems.push({ ...likely(scope, name, ignoredText(scope, when), when.certain, when), isOfName: true });
  }
  if (valuesBy && typeof value === "string") {
    const otherValue = valueOfOtherField(scope, valuesBy);
    const allowed = valuesBy.values[otherValue];
    if (allowed && !allowed.includes(String(canonical(field, value)))) {
      const message = `has a value that doesn't go with ${otherValue}, where it is one of ${allowed.join(", ")}.`;
      problems.push(likely(scope, name, message, false, { value: otherValue }));
    }
  }
  return [...problems, ...malformed(scope, `${scope.path}${name}`, field, value)];
}

const isEmpty = "must not be empty.";

function ignoredText(scope: Scope, condition: Condition): string {
  const field = fieldAt(scope.fields, condition.field);
  const declaredValue = valueAt(scope.values, condition.field);
  const value = String(declaredValue ?? (field && factsOf(field).default));
  const reason =
    declaredValue === undefined ? `it isn't declared and is ${value} by default` : `here it is ${value}`;
  return condition.certain
    ? `has an effect only when ${conditionText(condition)}; ${reason}. Remove the property, or change ${condition.field}.`
    : `probably has an effect only when ${conditionText(condition)}; ${reason}.`;
}

/** The value of the other field, on which the allowed values depend, in the documents' spelling. */
function valueOfOtherField(scope: Scope, { field: path, fixed }: ValuesBy): string {
  if (fixed !== undefined) return fixed;
  if (path.startsWith("/")) return String(scope.root[path.slice(1)]);
  const field = fieldAt(scope.fields, path);
  return field ? String(canonical(field, valueAt(scope.values, path))) : "";
}

function below(scope: Scope, name: string, field: z.ZodType, value: unknown): Problem[] {
  const path = `${scope.path}${name}`;
  const shape = shapeOf(field);
  if (shape && isObject(value)) {
    return inScope({ ...scope, fields: shape, values: value, path: `${path}.` });
  }
  const element = elementOf(field);
  if (!element || !Array.isArray(value)) return [];
  const fields = shapeOf(element);
  const { key } = factsOf(field);
  const nested = value.flatMap((entry, index) => {
    if (!fields || !isObject(entry)) return [];
    const entries = [...scope.entries, (key !== undefined && keyOfEntry(element, key, entry)) || entry];
    return inScope({ ...scope, fields, values: entry, path: `${path}[${index}].`, entries, isNew: true });
  });
  const texts = value.flatMap((entry, index) => {
    const at = `${path}[${index}]`;
    if (factsOf(element).required && entry === "") return [{ path: at, message: isEmpty }];
    return malformed(scope, at, element, entry);
  });
  return [
    ...nested,
    ...texts,
    ...sameKeys(field, element, value, path),
    ...someOrdered(element, value, path),
  ];
}

/** An `order` of some entries only would contradict the sequence of the other entries. */
function someOrdered(element: z.ZodType, entries: readonly unknown[], path: string): Problem[] {
  if (!shapeOf(element)?.order) return [];
  const firstWithout = entries.findIndex((entry) => valueAt(entry, "order") === undefined);
  if (firstWithout === -1 || entries.every((entry) => valueAt(entry, "order") === undefined)) return [];
  const message =
    "is required, as other entries have it. Declare it for all, or for none: then the sequence counts.";
  return [{ path: `${path}[${firstWithout}].order`, message }];
}

function sameKeys(
  field: z.ZodType,
  element: z.ZodType,
  entries: readonly unknown[],
  path: string,
): Problem[] {
  const { key, permanent } = factsOf(field);
  if (key === undefined) return [];
  const seen = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    if (valueAt(entry, key) === UNKNOWN) return [];
    const text = keyOfEntry(element, key, entry);
    if (text === undefined) {
      // Without the key it isn't known which of the permanent entries is meant.
      const isNeeded = permanent === "all" && isObject(entry);
      return isNeeded ? [{ path: `${path}[${index}].${key}`, message: "is required." }] : [];
    }
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    return first === undefined
      ? []
      : [{ path: `${path}[${index}].${key}`, message: `is the same as that of ${path}[${first}].` }];
  });
}
