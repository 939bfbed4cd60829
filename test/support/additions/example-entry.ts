import type { Definition } from "../../../provider/core/definition";
import { type SitePart, siteParts } from "../../../provider/core/site-parts";
import { definitions } from "../../../provider/definitions";
import { asCode, fileWith, lineToAdd } from "./lines";

/**
 * The example of a definition as a line of a site's description.
 *
 * @param folder with the description, in some of its files
 */
export function entryToAdd(folder: string, definition: Definition): string {
  const { part, beside, owner } = placeOf(definition, siteParts(definitions), undefined) ?? {};
  if (!part) throw new Error(`${definition.name} isn't in provider/definitions/index.ts`);
  const fileOf = ({ property }: SitePart) => fileWith(folder, new RegExp(`^ +${property}: `, "m"));
  const neighbour = beside?.find((one) => one !== part && fileOf(one)) ?? owner;
  const place = `${folder}/${neighbour && fileOf(neighbour)}${owner ? `, in ${owner.property}` : ""}`;
  const value = part.isList ? [definition.example] : definition.example;
  return lineToAdd(place, `${part.property}: ${asCode(value)},`);
}

interface Place {
  part: SitePart;
  /** All that belongs to the same. */
  beside: readonly SitePart[];
  owner: SitePart | undefined;
}

function placeOf(
  definition: Definition,
  parts: readonly SitePart[],
  owner: SitePart | undefined,
): Place | undefined {
  for (const part of parts) {
    if (part.definition === definition) return { part, beside: parts, owner };
    const below = placeOf(definition, part.parts, part);
    if (below) return below;
  }
  return undefined;
}
