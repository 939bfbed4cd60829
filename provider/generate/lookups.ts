import { factsOf } from "../core/field-facts";
import { type Lookup, lookupField } from "../core/lookup";
import type { ObjectType } from "../core/operation";
import { parametersOf } from "../core/paths";
import type { System } from "../core/system";
import { code, type Member, membersCode } from "./code";
import { commentText, idType, typeOf } from "./types";

/** The functions that find existing objects, each for plain arguments and for Pulumi outputs. */
export function lookupsFile(lookups: readonly Lookup[], systems: readonly System[]): string {
  const functions = lookups.map(findText);
  const objects = systems.filter((system) => system.function !== undefined).map(fetchText);
  return `import * as pulumi from "@pulumi/pulumi";
import { fetchObject, find } from "../pulumi/lookup";
import type { AtLeastOne, LookupOptions } from "../pulumi/lookup-arguments";
import { settledPromise } from "../pulumi/settled";
import type * as objects from "./objects";

export type { LookupOptions };

${[...functions, ...objects].join("\n")}`;
}

function findText(lookup: Lookup): string {
  const { name, list } = lookup;
  const resultType = foundType(list.returns);
  const parents = parametersOf(list.path).map((parameter): Member => {
    const choice = list.returns?.choices?.[parameter];
    const type = choice ? typeOf(choice, "output") : idType;
    return { name: parameter, type, comment: "What it belongs to." };
  });
  const keys = Object.keys(lookup.by).map((argument): Member => {
    const field = lookupField(lookup, argument);
    return { name: argument, type: typeOf(field, "query"), comment: commentText(field) };
  });
  const types = [
    argumentsType(`Get${name}Args`, parents, keys),
    argumentsType(`Get${name}OutputArgs`, parents.map(asInput), keys.map(asInput)),
  ];
  return `${types.join("\n")}
/** ${name} by ${Object.keys(lookup.by).join(" or ")}, as it is on the site. Fails when there is none, or more than one. */
export function get${name}(args: Get${name}Args, options?: LookupOptions): Promise<${resultType}> {
  return find("${name}", args, options);
}

/** As \`get${name}\`, for arguments that are outputs of resources. */
export function get${name}Output(args: Get${name}OutputArgs, options?: LookupOptions): pulumi.Output<${resultType}> {
  return pulumi.output(args as object).apply((resolved) => settledPromise(find<${resultType}>("${name}", resolved, options)));
}
`;
}

/** What a look-up finds comes from the list of its own API, where an agent's id is the number that programs declare. */
function foundType(type: ObjectType | undefined): string {
  const id = type?.fields.id;
  const object = `objects.${type?.name ?? "never"}`;
  return id && factsOf(id).orGuid ? `${object} & { id: number }` : object;
}

const asInput = (member: Member): Member => ({ ...member, type: code`pulumi.Input<${member.type}>` });

/** All parents, and of several keys at least one. */
function argumentsType(name: string, parents: readonly Member[], keys: readonly Member[]): string {
  const object = (members: readonly Member[]) => `{\n${membersCode(members).text}}`;
  if (keys.length === 1) return `export type ${name} = ${object([...parents, ...keys])};\n`;
  const choice = `AtLeastOne<${object(keys.map((key) => ({ ...key, isOptional: true })))}>`;
  return `export type ${name} = ${[...(parents.length > 0 ? [object(parents)] : []), choice].join(" & ")};\n`;
}

function fetchText({ endpointName, function: name, operations }: System): string {
  const [parameter = ""] = parametersOf(operations.get?.path ?? "");
  const resultType = `objects.${operations.get?.returns?.name ?? "never"}`;
  return `/** ${operations.get?.description} */
export function get${name}(${parameter}: ${idType.text}, options?: LookupOptions): Promise<${resultType}> {
  return fetchObject("${name}", "${endpointName}", { ${parameter} }, options);
}

/** As \`get${name}\`, for the id of a resource. */
export function get${name}Output(${parameter}: pulumi.Input<${idType.text}>, options?: LookupOptions): pulumi.Output<${resultType}> {
  return pulumi.output(${parameter}).apply((resolved) => settledPromise(fetchObject<${resultType}>("${name}", "${endpointName}", { ${parameter}: resolved }, options)));
}
`;
}
