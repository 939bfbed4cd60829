import type { Definition } from "../../core/definition";
import { grouped } from "../../core/ordering";
import { linkTo } from "./links";
import { table } from "./tables";

/**
 * A row for the site, and one for each kind that others belong to, in Markdown.
 *
 * @param folder that of the pages of the reference, from where the table stands
 */
export function resourceTable(definitions: readonly Definition[], folder: string): string {
  const rows = grouped(definitions, ownerOf);
  return table(
    ["Belongs to", "Resources"],
    [...rows]
      .sort(([one], [other]) => Number(other === theSite) - Number(one === theSite))
      .map(([owner, kinds]) => [owner, kinds.map(({ name }) => linkTo(name, folder)).join(", ")]),
  );
}

const theSite = "the site";

const ownerOf = ({ parents }: Definition): string => {
  const owner = Object.values(parents).find((parent) => typeof parent !== "string");
  return owner === undefined ? theSite : `a ${owner.name}`;
};
