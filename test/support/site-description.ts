import fc from "fast-check";
import { canonical } from "../../provider/core/canonical";
import type { Definition, Properties } from "../../provider/core/definition";
import { factsOf } from "../../provider/core/field-facts";
import { type SitePart, siteParts } from "../../provider/core/site-parts";
import { definitions } from "../../provider/definitions";
import { fullInputsOf } from "./arbitrary";

/**
 * The description of a site with every kind of object, and all fields of each that go together; another one
 * for each seed. What a form, a routing or an invitation holds is declared in it in one object, and as
 * resources of their own in another.
 */
export const siteDescription = (seed: number): Properties =>
  Object.fromEntries(siteParts(definitions).map((part) => [part.property, described(part, seed)]));

/** Every field of every object in a description, as `Campaign 0 ChatButton.type`, with its value as text. */
export function fieldsIn(
  description: Properties,
  parts: readonly SitePart[] = siteParts(definitions),
  place = "",
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { property, definition, parts: children } of parts) {
    [description[property] ?? []].flat().forEach((entry, index) => {
      const here = `${place}${index} ${definition.name}`;
      for (const [name, value] of Object.entries(entry as Properties)) {
        const field = definition.inputs[name];
        // Another spelling is no change.
        if (field) found.set(`${here}.${name}`, JSON.stringify(canonical(field, value)));
      }
      for (const [key, value] of fieldsIn(entry as Properties, children, `${here} `)) found.set(key, value);
    });
  }
  return found;
}

function described(part: SitePart, seed: number): unknown {
  if (!part.isList) return whole(part, seed);
  const holdsParts = part.parts.some(({ definition }) => definition.partOf !== undefined);
  return [whole(part, seed), ...(holdsParts ? [inParts(part, seed)] : [])];
}

/** With the lists in it, and below it what isn't in one of them. */
function whole(part: SitePart, seed: number): Properties {
  return {
    ...sample(part.definition, seed),
    ...entryOf(part, "whole"),
    ...below(part, seed, ({ partOf }) => partOf === undefined),
  };
}

/** With nothing but what it needs, and below it the rest. */
function inParts(part: SitePart, seed: number): Properties {
  const all = sample(part.definition, seed + 1);
  const isRequired = (name: string) => {
    const field = part.definition.fields[name];
    return field !== undefined && factsOf(field).required === true;
  };
  return {
    ...Object.fromEntries(Object.entries(all).filter(([name]) => isRequired(name))),
    ...entryOf(part, "in parts"),
    ...below(part, seed, ({ partOf }) => partOf !== undefined),
  };
}

function below(part: SitePart, seed: number, isWanted: (definition: Definition) => boolean): Properties {
  const wanted = part.parts.filter(({ definition }) => isWanted(definition));
  return Object.fromEntries(wanted.map((one) => [one.property, described(one, seed)]));
}

/** A name that stays when the natural key changes, and the parameters of the path. */
const entryOf = ({ isList, parameters, definition }: SitePart, resourceName: string): Properties => ({
  ...(isList && { resourceName }),
  ...Object.fromEntries(
    parameters.map((name) => [
      name,
      (definition.choices[name] as { options?: string[] } | undefined)?.options?.[0] ?? 7,
    ]),
  ),
});

function sample(definition: Definition, seed: number): Properties {
  const [inputs = {}] = fc.sample(fullInputsOf(definition), { seed, numRuns: 1 });
  return inputs;
}
