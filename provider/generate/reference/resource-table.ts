import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Definition } from "../../core/definition";
import { grouped } from "../../core/grouped";
import { linkTo } from "./links";
import { table } from "./tables";

/**
 * The pages written by hand that have a table of all resources, between two marks, with the table as it has to be.
 *
 * @returns contents by path below the repository
 */
export function pagesWithResources(
  repository: string,
  definitions: readonly Definition[],
): Map<string, string> {
  const pages = readdirSync(join(repository, "docs")).map((name) => `docs/${name}`);
  return new Map(
    ["README.md", ...pages.filter((path) => path.endsWith(".md"))].flatMap((path) => {
      const text = readFileSync(join(repository, path), "utf8");
      if (!marked.test(text)) return [];
      const folder = posix.relative(posix.dirname(path), "docs/reference");
      const block = `${start}\n\n${resourceTable(definitions, folder)}\n\n${end}`;
      return [[path, text.replace(marked, () => block)] as const];
    }),
  );
}

const start = "<!-- resources: written by npm run docs -->";
const end = "<!-- /resources -->";
const marked = new RegExp(`${start}[^]*?${end}`);

/** A row for the site, and one for each kind that others belong to. */
function resourceTable(definitions: readonly Definition[], folder: string): string {
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
