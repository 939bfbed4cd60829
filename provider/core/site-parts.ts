import type * as z from "zod";
import type { Definition, Properties } from "./definition";
import { elementOf, factsOf, isWritable, shapeOf } from "./field-facts";
import { naturalKey } from "./natural-key";
import { remembered } from "./remembered";

/** Where in the description of a whole site the objects of a kind are. */
export interface SitePart {
  /** The property of the site, or of the object that owns them. */
  property: string;
  definition: Definition;
  /** Whether there can be several, in a list. */
  isList: boolean;
  /** The parameters of the path that an entry of the list gives itself, such as `form`. */
  parameters: readonly string[];
  /** What belongs to each of the objects. */
  parts: readonly SitePart[];
}

/** The structure of a whole site: the kinds that belong to no other, and below each the kinds that belong to it. */
export const siteParts = remembered((definitions: readonly Definition[]): readonly SitePart[] =>
  partsBelow(definitions, undefined),
);

function partsBelow(definitions: readonly Definition[], owner: Definition | undefined): SitePart[] {
  return definitions
    .filter((definition) => ownerOf(definition) === owner)
    .map((definition) => {
      const parameters = definition.parameters.filter((name) => !isOwner(definition.parents[name]));
      return {
        property: definition.siteProperty,
        definition,
        isList: definition.hasId || parameters.length > 0,
        parameters,
        parts: partsBelow(definitions, definition),
      };
    });
}

/** The parts, and all that belongs to them: each after what belongs to it. */
export const everyPart = (parts: readonly SitePart[]): SitePart[] =>
  parts.flatMap((part) => [...everyPart(part.parts), part]);

/** What tells an entry from the others of the same owner; undefined when a part of its natural key is missing. */
export const keyWithinOwner = (part: SitePart, entry: Properties): string | undefined =>
  naturalKey(withinOwner(part), entry);

/** The definition without the parameters that the owner gives. */
const withinOwner = remembered(
  ({ definition, parameters }: SitePart): Definition => ({ ...definition, parameters }),
);

const isOwner = (parent: Definition | string | undefined): parent is Definition =>
  parent !== undefined && typeof parent !== "string";

const ownerOf = ({ parents }: Definition): Definition | undefined => Object.values(parents).find(isOwner);

/** The parameters of the path that are the ids of what an object belongs to: a site's description fills them in. */
export const ownerParameters = ({ definition, parameters }: SitePart): string[] =>
  definition.parameters.filter((name) => !parameters.includes(name));

/** The kinds that the fields refer to by id, at any depth. */
export function referredKinds(fields: Readonly<Record<string, z.ZodType>>): string[] {
  return Object.values(fields).flatMap((field) => {
    if (!isWritable(field)) return [];
    const { refersTo = [] } = factsOf(field);
    const element = elementOf(field);
    if (element) return referredKinds({ element });
    const shape = shapeOf(field);
    return [...refersTo, ...(shape ? referredKinds(shape) : [])];
  });
}

/** The property of a reference: `campaign` for Campaign, as in `{ campaign: "Sales" }`. */
export const referenceProperty = (kind: string) => kind.charAt(0).toLowerCase() + kind.slice(1);

/** How many steps have to come before a kind: the kinds that it belongs to, comes after or refers to. */
export function rankIn(definitions: readonly Definition[]): (definition: Definition) => number {
  const ranks = new Map<Definition, number>();
  return function rank(definition: Definition): number {
    const cachedRank = ranks.get(definition);
    if (cachedRank !== undefined) return cachedRank;
    const referred = referredKinds(definition.inputs);
    const before = [
      ...Object.values(definition.parents).filter(isOwner),
      ...definition.after,
      ...definitions.filter(({ name }) => referred.includes(name)),
    ];
    const steps = definition.isFirst ? 0 : 1 + Math.max(0, ...before.map(rank));
    ranks.set(definition, steps);
    return steps;
  };
}
