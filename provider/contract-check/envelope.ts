import { totalNames } from "../api/answers";
import { otherNames } from "../core/field-facts";
import type { Operation } from "../core/operation";
import { isObject } from "../core/paths";
import type { Properties } from "../core/properties";
import { answeredFields } from "./compare-object";
import { type Deviation, differs } from "./deviation";
import { bodyText, type Masking, shapeOf } from "./shape";

/** What of a body is compared, and what is around it that the documents don't have. */
export interface Opened {
  objects: readonly unknown[];
  deviations: readonly Deviation[];
}

/** Takes the objects out of a body, also of one that wraps them otherwise than the documents say. */
export function opened(operation: Operation, body: unknown, masked: Masking): Opened {
  const inside = openers[operation.answer]?.(operation, body);
  if (!inside) return { objects: [], deviations: [otherBody(body, operation)] };
  const { objects, isDocumented } = inside;
  if (isDocumented) return { objects, deviations: [] };
  const text = Array.isArray(body) ? "an array in place of what is documented" : bodyText(body, masked);
  return { objects, deviations: [differs("envelope", "", { found: shapeOf(body), text })] };
}

interface Inside {
  objects: readonly unknown[];
  isDocumented: boolean;
}

const openers: Partial<
  Record<Operation["answer"], (operation: Operation, body: unknown) => Inside | undefined>
> = {
  object(operation, body) {
    if (isObject(body) && hasFieldOf(operation, body)) return { objects: [body], isDocumented: true };
    const inner = Array.isArray(body) ? body : wrappedIn(operation, body);
    if (inner) return { objects: inner, isDocumented: false };
    return isObject(body) ? { objects: [body], isDocumented: true } : undefined;
  },
  list(operation, body) {
    if (Array.isArray(body)) return { objects: body, isDocumented: true };
    if (isObject(body) && hasFieldOf(operation, body)) return { objects: [body], isDocumented: false };
    const inner = listIn(body);
    return inner && { objects: inner, isDocumented: false };
  },
  pages(operation, body) {
    if (Array.isArray(body)) return { objects: body, isDocumented: false };
    const inner = listIn(body);
    if (!inner || !isObject(body)) return undefined;
    return { objects: inner, isDocumented: isPage(operation, body) };
  },
};

const otherBody = (body: unknown, { answer }: Operation): Deviation =>
  differs("other type", "", { found: shapeOf(body), text: answer === "list" ? "array" : "object" });

function hasFieldOf({ returns }: Operation, body: Properties): boolean {
  if (!returns) return true;
  return Object.entries(answeredFields(returns)).some(([name, field]) =>
    [name, ...otherNames(field)].some((one) => Object.hasOwn(body, one)),
  );
}

/** The one object that a member of a body holds. */
function wrappedIn(operation: Operation, body: unknown): readonly unknown[] | undefined {
  if (!isObject(body)) return undefined;
  const members = Object.values(body).map((value) => (Array.isArray(value) ? value[0] : value));
  const inner = members.find((value) => isObject(value) && hasFieldOf(operation, value));
  return inner === undefined ? undefined : [inner];
}

/** The first list in a body, or in one of its members. */
function listIn(body: unknown): readonly unknown[] | undefined {
  if (!isObject(body)) return undefined;
  const members = Object.values(body);
  return members.find(Array.isArray) ?? members.filter(isObject).flatMap(Object.values).find(Array.isArray);
}

/** The documents name the list by the path or `list`, and the total as they like (docs/api-notes.md#o07). */
function isPage({ path }: Operation, body: Properties): boolean {
  const listNames = [path.slice(path.lastIndexOf("/") + 1), "list"];
  const known = [...listNames, ...totalNames, "previousPage", "nextPage"];
  const hasList = listNames.some((name) => Array.isArray(body[name]));
  const hasTotal = totalNames.some((name) => Number.isInteger(body[name]));
  return hasList && hasTotal && Object.keys(body).every((name) => known.includes(name));
}
