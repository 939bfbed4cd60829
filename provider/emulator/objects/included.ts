import type { FieldRule, ObjectRules } from "../rules";

/** The object that the field `from` names by its id; in answers that were asked for with `include` only. */
export const included = (
  { name, path, includedAs = camelCase(name) }: ObjectRules,
  from: string,
): FieldRule => ({
  type: "object",
  readOnly: true,
  expanded: { include: includedAs, from, at: path },
  typeName: name,
});

/** The objects that the field `from` names by their ids. */
export const allIncluded = (object: ObjectRules, from: string): FieldRule => ({
  ...included(object, from),
  type: "object[]",
});

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
