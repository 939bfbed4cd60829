import type * as z from "zod";
import type { Definition } from "../core/definition";
import { entryProperties } from "../core/entry-properties";
import { type Fields, writable } from "../core/field-facts";
import type { Lookup } from "../core/lookup";
import { declarable } from "../core/options";
import {
  everyPart,
  ownerParameters,
  referenceProperty,
  referredKinds,
  type SitePart,
  siteParts,
} from "../core/site-parts";
import { tables } from "../site-document/defaults/tables";
import { type Code, code, interfaceCode, joined, type Member, typeNamed } from "./code";
import { argumentsOf, commentText, nestedName, nestedTypes, typeOf } from "./types";

/** The types of a whole site's description, and the component's class. */
export function siteFile(definitions: readonly Definition[], lookups: readonly Lookup[]): string {
  const parts = siteParts(definitions);
  const inputs = definitions.map((definition) => definition.inputs);
  const referred = new Set(inputs.flatMap(referredKinds));
  const nested = [...nestedTypes(inputs, false)].filter(([, fields]) => referredKinds(fields).length > 0);
  const types = joined(
    [
      ...lookups.filter(({ name }) => referred.has(name)).map(referenceType),
      ...nested.map(([name, fields]) => interfaceCode(nestedName(name, "site"), described(writable(fields)))),
      ...everyPart(parts).map(partType),
      interfaceCode(
        "SiteDocument",
        parts.map(partMember),
        "A whole site. What isn't described stays as it is.",
      ),
    ],
    "\n",
  );
  return `import type * as pulumi from "@pulumi/pulumi";
import { type ReadSiteOptions, readSiteDocument } from "../pulumi/read-site";
import { SiteComponent } from "../pulumi/site-component";
import * as resources from "./resources";
import type { ${types.imported.join(", ")} } from "./resources";

${types.text}
${classText(definitions)}`;
}

function referenceType({ name, by }: Lookup): Code {
  const [argument = ""] = Object.keys(by);
  const member = {
    name: referenceProperty(name),
    type: code`string`,
    comment: `The ${argument} of the ${name}.`,
  };
  return interfaceCode(
    `${name}Reference`,
    [member],
    `${name}, by its ${argument}: one that the same description declares, or else one that is on the site.`,
  );
}

const described = (fields: Fields): Member[] => argumentsOf(fields, (field) => typeOf(field, "site"));

const partName = ({ definition }: SitePart) => `Site${definition.name}Args`;

/** What a part has beside its parents: they follow from where it stands. */
function partType(part: SitePart): Code {
  const owners = ownerParameters(part);
  const fields = Object.entries(declarable(part.definition)).filter(([name]) => !owners.includes(name));
  const members = [
    ...described(Object.fromEntries(fields)),
    ...part.parts.map(partMember),
    ...Object.entries(entryProperties(part)).map(plainText),
  ];
  return interfaceCode(partName(part), members, part.definition.description);
}

/** What an entry says of itself decides about its resource, so that it has to be known at once. */
const plainText = ([name, field]: [string, z.ZodType]): Member => ({
  name,
  type: code`string | undefined`,
  comment: commentText(field),
  isOptional: true,
});

const partMember = (part: SitePart): Member => ({
  name: part.property,
  type: code`${typeNamed(partName(part))}${part.isList ? "[]" : ""} | undefined`,
  comment: part.definition.description,
  isOptional: true,
});

const protectedKinds = (definitions: readonly Definition[]) =>
  definitions.flatMap(({ name, lostOnDelete }) => (lostOnDelete === undefined ? [] : [name])).join(", ");

function classText(definitions: readonly Definition[]): string {
  const kinds = definitions.map(({ name }) => `  ${name}: resources.${name},\n`).join("");
  return `/** A whole site, described here, in a document, or in both: what is here comes first. */
export interface LiveChatSiteArgs extends SiteDocument {
  /** A document from \`readSite\`. */
  document?: SiteDocument | undefined;
  /**
   * A field that isn't described has its default in the table of \`defaultsVersion\`, and is managed at it. Without this only what
   * is described is managed.
   */
  omitted?: "default" | undefined;
  /** The table of defaults. One that a release has had never changes. */
  defaultsVersion?: ${Object.keys(tables).join(" | ")} | undefined;
  /**
   * Whether what nothing brings back once it is deleted (${protectedKinds(definitions)}) has Pulumi's option \`protect\`. Default: as
   * the options of this resource say.
   */
  protect?: boolean | undefined;
}

const kinds = {\n${kinds}};

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
