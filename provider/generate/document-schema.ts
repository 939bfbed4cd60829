import * as z from "zod";
import type { Definition } from "../core/definition";
import { entryProperties } from "../core/entry-properties";
import { elementOf, type Fields, factsOf, innerType, shapeOf, writable } from "../core/field-facts";
import { declarable } from "../core/options";
import { ownerParameters, referenceProperty, type SitePart, siteParts } from "../core/site-parts";
import { tables } from "../site-document/defaults/tables";
import { commentText, isRequired, spellingsOf } from "./types";

type Schema = Readonly<Record<string, unknown>>;

/** The JSON Schema of a site document, by which editors complete and check it. */
export const documentSchema = (definitions: readonly Definition[]): Schema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Comm100 Live Chat site",
  description: "A site document of pulumi-comm100: what comm100 export writes and readSite reads.",
  ...objectOf({ omitted, defaultsVersion, whole, ...partsOf(siteParts(definitions)) }, []),
});

const omitted: Schema = {
  const: "default",
  description:
    "A field that isn't written has its default in the table of that version, and is managed at it; one that is null isn't managed. Without this line only what is written is managed.",
};

const defaultsVersion: Schema = {
  enum: Object.keys(tables).map(Number),
  description: "The table of defaults. One that a release has had never changes.",
};

const whole: Schema = {
  type: "boolean",
  description:
    "Whether comm100 diff and promote take what the document leaves out for empty, and not just for not managed.",
};

const objectOf = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
});

const partsOf = (parts: readonly SitePart[]): Record<string, Schema> =>
  Object.fromEntries(parts.map((part) => [part.property, partSchema(part)]));

function partSchema(part: SitePart): Schema {
  const { definition, isList, parts } = part;
  const owners = ownerParameters(part);
  const fields = Object.entries(declarable(definition)).filter(([name]) => !owners.includes(name));
  const entry = objectOf(
    { ...fieldsOf({ ...Object.fromEntries(fields), ...entryProperties(part) }), ...partsOf(parts) },
    fields.filter(([, field]) => isRequired(field)).map(([one]) => one),
  );
  const { description } = definition;
  return isList ? { description, type: "array", items: entry } : { description, ...entry };
}

const fieldsOf = (fields: Fields): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(writable(fields)).map(([name, field]) => [
      name,
      {
        description: commentText(field),
        ...(isRequired(field) ? fieldSchema(field) : orNull(fieldSchema(field))),
      },
    ]),
  );

/** Not managed, in a document that leaves defaults out. */
function orNull({ type, enum: values, anyOf, ...others }: Schema): Schema {
  return {
    ...(type !== undefined && { type: [type, "null"].flat() }),
    ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
    ...(Array.isArray(anyOf) && { anyOf: [...(anyOf as unknown[]), { type: "null" }] }),
    ...others,
  };
}

function fieldSchema(field: z.ZodType): Schema {
  const { refersTo = [], secret } = factsOf(field);
  const others = secret ? ["secret"] : refersTo.map(referenceProperty);
  const value = valueSchema(field);
  if (others.length === 0) return value;
  return { anyOf: [value, ...others.map((name) => objectOf({ [name]: { type: "string" } }, [name]))] };
}

/** Editors offer what an `enum` lists, and not what only a pattern lets pass: other spellings are accepted. */
function enumSchema(field: z.ZodType, options: readonly string[], unset: readonly string[]): Schema {
  const { offered, accepted } = spellingsOf(field, options);
  const others = [...accepted, ...unset].map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  if (others.length === 0) return { enum: offered };
  return { anyOf: [{ enum: offered }, { type: "string", pattern: `^(${others.join("|")})$` }] };
}

function valueSchema(field: z.ZodType): Schema {
  const element = elementOf(field);
  if (element) return { type: "array", items: fieldSchema(element) };
  const shape = shapeOf(field);
  if (shape) {
    const required = Object.entries(shape).filter(([, one]) => isRequired(one) && !factsOf(one).readOnly);
    return objectOf(
      fieldsOf(shape),
      required.map(([name]) => name),
    );
  }
  const inner = innerType(field);
  const { minimum, maximum, caseInsensitive, when } = factsOf(field);
  // Where the field has no effect, the service answers an empty text.
  if (inner instanceof z.ZodEnum) return enumSchema(field, inner.options as string[], when ? [""] : []);
  if (inner instanceof z.ZodLiteral) return { enum: [...inner.values] };
  if (inner instanceof z.ZodNumber) {
    return {
      type: inner.isInt ? "integer" : "number",
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
    };
  }
  if (inner.type === "boolean") return { type: "boolean" };
  if (inner instanceof z.ZodRecord) return { type: "object" };
  // Ids may be numbers.
  return { type: caseInsensitive && inner.safeParse("1").success ? ["string", "integer"] : "string" };
}
