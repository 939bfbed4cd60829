import type { Definition } from "../../core/definition";
import { factsOf } from "../../core/field-facts";
import { type Lookup, lookupField } from "../../core/lookup";
import { parametersOf } from "../../core/paths";
import { type SitePart, siteParts } from "../../core/site-parts";
import type { System } from "../../core/system";
import { linkTo } from "./links";
import { table } from "./tables";

/** The first page: everything that there is, with links. */
export function overview(
  definitions: readonly Definition[],
  lookups: readonly Lookup[],
  groups: readonly System[],
): string {
  return `${[
    "# Reference",
    "Generated from `provider/definitions` by `npm run docs`.",
    "## Resources",
    table(
      ["Resource", "What it is", "Told apart by", "On destroy"],
      definitions.map((definition) => [
        linkTo(definition.name),
        definition.description,
        identity(definition),
        destroyed(definition),
      ]),
    ),
    "## LiveChatSite",
    'A whole site from one description. What belongs to a campaign is described in it; a resource is called like the site and what tells its object from the others, such as `shop/Sales/Welcome`, or as its `resourceName` says. An object that got another name says of the old one in `renamedFrom`. References may be by name: `{ campaign: "Sales" }`.',
    siteTree(siteParts(definitions)),
    "## Lookups",
    "Each as a function of plain arguments that returns a promise, and with `Output` behind its name for arguments that are outputs. None, or more than one, is an error that lists what is there.",
    table(["Function", "Arguments"], [...lookups.map(lookupRow), ...fetchRows(groups)]),
    "## Client",
    "`createClient` of `pulumi-comm100/api`: one property for each group of endpoints.",
    ...groups.flatMap(({ endpointName, description, operations }) => [
      `### ${endpointName}`,
      description,
      table(
        ["Method", "Endpoint", "What it does"],
        Object.entries(operations).map(([name, { method, path, description: what }]) => [
          `\`${name}\``,
          `\`${method} ${path}\``,
          what,
        ]),
      ),
    ]),
  ].join("\n\n")}\n`;
}

const identity = ({ parameters, naturalKey, hasId }: Definition) =>
  hasId || parameters.length > 0
    ? [...parameters, ...naturalKey].map((name) => `\`${name}\``).join(", ")
    : "the site";

function destroyed({ hasId, canDelete, permanent }: Definition): string {
  if (!hasId) return "put back as it was";
  if (!canDelete) return "stays, as the API can't delete it";
  return permanent === undefined ? "deleted" : "deleted; one of the system is put back as it was";
}

const siteTree = (parts: readonly SitePart[], indent = ""): string =>
  parts
    .map(({ property, definition, isList, parts: below }) => {
      const line = `${indent}- \`${property}\`${isList ? " (list)" : ""}: ${linkTo(definition.name)}`;
      return below.length === 0 ? line : `${line}\n${siteTree(below, `${indent}  `)}`;
    })
    .join("\n");

function lookupRow(lookup: Lookup): string[] {
  const parents = parametersOf(lookup.list.path).map((name) => `\`${name}\``);
  const keys = Object.keys(lookup.by).map(
    (name) => `\`${name}\` (${factsOf(lookupField(lookup, name)).description.replace(/\.$/, "")})`,
  );
  return [`\`get${lookup.name}\``, [...parents, keys.join(" or ")].join(", ")];
}

const fetchRows = (groups: readonly System[]): string[][] =>
  groups.flatMap(({ function: name, operations }) =>
    name === undefined
      ? []
      : [
          [
            `\`get${name}\``,
            parametersOf(operations.get?.path ?? "")
              .map((one) => `\`${one}\``)
              .join(", "),
          ],
        ],
  );
