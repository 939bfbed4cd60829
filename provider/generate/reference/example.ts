import type { Definition, Properties } from "../../core/definition";
import { factsOf } from "../../core/field-facts";
import { type SitePart, siteParts } from "../../core/site-parts";
import { definitions } from "../../definitions";
import { moduleFor } from "../../program";
import { isRequired } from "../types";

/** A short program that declares the example of a definition, and what it belongs to. */
export const exampleOf = (definition: Definition): string => moduleFor(exampleDocument(definition)).trimEnd();

/** The site document of that program. */
export function exampleDocument(definition: Definition): Properties {
  const document = documentOf(definition, siteParts(definitions));
  if (!document) throw new Error(`${definition.name} isn't in provider/definitions/index.ts`);
  return document;
}

function documentOf(definition: Definition, parts: readonly SitePart[]): Properties | undefined {
  for (const part of parts) {
    if (part.definition === definition) return inPlace(part, definition.example);
    const below = documentOf(definition, part.parts);
    if (below) return inPlace(part, { ...leastExample(part.definition), ...below });
  }
  return undefined;
}

const inPlace = ({ property, isList }: SitePart, entry: Properties): Properties => ({
  [property]: isList ? [entry] : entry,
});

/** The example of a definition without what the object doesn't need. */
export const leastExample = ({ example, inputs }: Definition): Properties =>
  Object.fromEntries(
    Object.entries(example).filter(([name]) => {
      const field = inputs[name];
      return field && (isRequired(field) || factsOf(field).requiredWhen);
    }),
  );
