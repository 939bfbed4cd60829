import * as z from "zod";
import { type Fields, innerType, isId, typeOf } from "./field-facts";
import { filledText } from "./fields";
import { fieldAt } from "./paths";
import { remembered } from "./remembered";
import type { SitePart } from "./site-parts";

/** The name of a resource, in place of the one that follows from its object. */
export const RESOURCE_NAME = "resourceName";

/** The name that an object had before. */
export const RENAMED_FROM = "renamedFrom";

const resourceName = filledText(
  "Name of the resource, where the one that follows from the object doesn't do.",
);

const renamedFrom = filledText(
  "The name that the object had before: it is updated in place under the new one, with the same id. It may stay in place after that.",
);

/** What an entry of a list in a site's description may say of itself besides its fields: plain texts. */
export const entryProperties = remembered(
  (part: SitePart): Fields => ({
    ...(part.isList && { [RESOURCE_NAME]: resourceName }),
    ...(namePath(part) !== undefined && { [RENAMED_FROM]: renamedFrom }),
  }),
);

/**
 * The path of the one text that such objects are found by, such as `name`, so that one with another text is the same object
 * renamed; undefined where there is none, or the API can't change it.
 */
export function namePath({ isList, definition }: SitePart): string | undefined {
  const [path, ...others] = definition.naturalKey;
  if (!isList || !definition.hasId || path === undefined || others.length > 0) return undefined;
  const field = fieldAt(definition.inputs, path);
  const [first = ""] = path.split(".");
  return field && isText(field) && !definition.replacesOnChange(first) ? path : undefined;
}

const isText = (field: z.ZodType) =>
  typeOf(field) === "string" && !isId(field) && !(innerType(field) instanceof z.ZodURL);
