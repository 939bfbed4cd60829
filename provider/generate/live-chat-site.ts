import type { Definition } from "../core/definition";
import { type Fields, writable } from "../core/field-facts";
import type { Lookup } from "../core/lookup";
import { declarable } from "../core/options";
import {
  ownerParameters,
  referenceProperty,
  referredKinds,
  type SitePart,
  siteParts,
} from "../core/site-parts";
import { docComment, isRequired, member, nestedName, nestedTypes, typeOf } from "./types";

/** The types of a whole site's description, and the component's class. */
export function siteFile(definitions: readonly Definition[], lookups: readonly Lookup[]): string {
  const parts = siteParts(definitions);
  const inputs = definitions.map((definition) => definition.inputs);
  const referred = new Set(inputs.flatMap(referredKinds));
  const nested = [...nestedTypes(inputs, false)].filter(([, fields]) => referredKinds(fields).length > 0);
  const text = [
    ...lookups.filter(({ name }) => referred.has(name)).map(referenceText),
    ...nested.map(([name, fields]) => interfaceText(nestedName(name, "site"), membersOf(writable(fields)))),
    ...everyPart(parts).map(partText),
    docComment("A whole site. What isn't described stays as it is.") +
      interfaceText("SiteDocument", parts.map(partMember).join("")),
    docComment("A whole site, described here, in a document, or in both: what is here comes first.") +
      "export interface LiveChatSiteArgs extends SiteDocument {\n  /** A document from `readSite`. */\n  document?: SiteDocument | undefined;\n}\n",
    classText(definitions),
  ].join("\n");
  return `import type * as pulumi from "@pulumi/pulumi";
import { type ReadSiteOptions, readSiteDocument } from "../pulumi/read-site";
import { SiteComponent } from "../pulumi/site-component";
import * as resources from "./resources";
import type { ${importedBy(text).join(", ")} } from "./resources";

${text}`;
}

/** The types that the text names and doesn't define. */
function importedBy(text: string): string[] {
  const defined = new Set([...text.matchAll(/^export interface (\w+)/gm)].map(([, name]) => name));
  const named = [...text.matchAll(/\b(\w+Args)\b/g)].map(([, name = ""]) => name);
  return [...new Set(named)].filter((name) => !defined.has(name)).sort();
}

function referenceText({ name, by }: Lookup): string {
  const [argument = ""] = Object.keys(by);
  const text = docComment(
    `${name}, by its ${argument}: one that the same description declares, or else one that is on the site.`,
  );
  return `${text}export interface ${name}Reference {\n  ${referenceProperty(name)}: string;\n}\n`;
}

const interfaceText = (name: string, members: string) => `export interface ${name} {\n${members}}\n`;

const membersOf = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, field]) =>
      member(
        name,
        !isRequired(field),
        `${typeOf(field, "site")}${isRequired(field) ? "" : " | undefined"}`,
        field,
      ),
    )
    .join("");

const everyPart = (parts: readonly SitePart[]): SitePart[] =>
  parts.flatMap((part) => [...everyPart(part.parts), part]);

const partName = ({ definition }: SitePart) => `Site${definition.name}Args`;

/** What a part has beside its parents: they follow from where it stands. */
function partText(part: SitePart): string {
  const owners = ownerParameters(part);
  const fields = Object.entries(declarable(part.definition)).filter(([name]) => !owners.includes(name));
  const named = part.isList
    ? "  /** Name of the resource, where the one that follows from the object doesn't do. */\n  resourceName?: string | undefined;\n"
    : "";
  const members = membersOf(Object.fromEntries(fields)) + part.parts.map(partMember).join("") + named;
  return docComment(part.definition.description) + interfaceText(partName(part), members);
}

function partMember(part: SitePart): string {
  const { property, isList, definition } = part;
  const type = `${partName(part)}${isList ? "[]" : ""} | undefined`;
  return `${docComment(definition.description, "  ")}  ${property}?: ${type};\n`;
}

function classText(definitions: readonly Definition[]): string {
  const kinds = definitions.map(({ name }) => `  ${name}: resources.${name},\n`).join("");
  return `const kinds = {\n${kinds}};

/**
 * A site document, such as \`comm100 export\` writes, for \`LiveChatSite\`. A secret that it leaves out comes from
 * the environment variable that it names.
 *
 * @param file YAML or JSON; relative to where the program runs
 * @param options the overlay of the site that it is for
 * @throws RunError when a file can't be read, variables aren't set, or the overlay lacks values
 */
export function readSite(file: string, options: ReadSiteOptions = {}): SiteDocument {
  return readSiteDocument(file, options) as SiteDocument;
}

/**
 * A whole live chat site from one description: its resources with the right parents, dependencies and names
 * that stay when the description is put into another order.
 */
export class LiveChatSite extends SiteComponent {
  constructor(name: string, args: LiveChatSiteArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, kinds);
  }

  /**
   * A resource of the site: \`resource("AutoInvitation", "Sales/Welcome")\`.
   *
   * @param kind the resource's class
   * @param path the resource's name without that of the site; the site's own singletons have none: ""
   * @throws RunError when the description has none of that name
   */
  resource<Kind extends keyof typeof kinds>(kind: Kind, path: string): InstanceType<(typeof kinds)[Kind]> {
    return this.find(kind, path) as InstanceType<(typeof kinds)[Kind]>;
  }
}
`;
}
