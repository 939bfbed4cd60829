import { type Lookup, lookupField } from "../core/lookup";
import { parametersOf } from "../core/paths";
import type { System } from "../core/system";
import { commentText, docComment, typeOf } from "./types";

/** The functions that find existing objects, each for plain arguments and for Pulumi outputs. */
export function lookupsFile(lookups: readonly Lookup[], systems: readonly System[]): string {
  const functions = lookups.map(findText);
  const objects = systems.filter((system) => system.function !== undefined).map(fetchText);
  return `import * as pulumi from "@pulumi/pulumi";
import { type AtLeastOne, fetchObject, find, type LookupOptions } from "../pulumi/lookup";
import type * as objects from "./objects";

export type { LookupOptions };

${[...functions, ...objects].join("\n")}`;
}

function findText(lookup: Lookup): string {
  const { name, list } = lookup;
  const resultType = `objects.${list.returns?.name ?? "never"}`;
  const parents = parametersOf(list.path).map((parameter) => {
    const choice = list.returns?.choices?.[parameter];
    return {
      name: parameter,
      type: choice ? typeOf(choice, "output") : "string | number",
      comment: "What it belongs to.",
    };
  });
  const keys = Object.keys(lookup.by).map((argument) => {
    const field = lookupField(lookup, argument);
    return { name: argument, type: typeOf(field, "query"), comment: commentText(field) };
  });
  const interfaces = (["", "Output"] as const).map((form) => {
    const written = (members: typeof keys, mark: string) =>
      members
        .map(
          (one) =>
            `${docComment(one.comment, "  ")}  ${one.name}${mark}: ${form ? `pulumi.Input<${one.type}>` : one.type};\n`,
        )
        .join("");
    const isChoice = keys.length > 1;
    const keyMembers = written(keys, isChoice ? "?" : "");
    const type = isChoice
      ? [parents.length > 0 ? `{\n${written(parents, "")}}` : "", `AtLeastOne<{\n${keyMembers}}>`]
          .filter(Boolean)
          .join(" & ")
      : `{\n${written(parents, "")}${keyMembers}}`;
    return `export type Get${name}${form}Args = ${type};\n`;
  });
  return `${interfaces.join("\n")}
/** ${name} by ${Object.keys(lookup.by).join(" or ")}, as it is on the site. Fails when there is none, or more than one. */
export function get${name}(args: Get${name}Args, options?: LookupOptions): Promise<${resultType}> {
  return find("${name}", args, options);
}

/** As \`get${name}\`, for arguments that are outputs of resources. */
export function get${name}Output(args: Get${name}OutputArgs, options?: LookupOptions): pulumi.Output<${resultType}> {
  return pulumi.output(args as object).apply((resolved) => find<${resultType}>("${name}", resolved, options));
}
`;
}

function fetchText({ endpointName, function: name, operations }: System): string {
  const [parameter = ""] = parametersOf(operations.get?.path ?? "");
  const resultType = `objects.${operations.get?.returns?.name ?? "never"}`;
  return `/** ${operations.get?.description} */
export function get${name}(${parameter}: string | number, options?: LookupOptions): Promise<${resultType}> {
  return fetchObject("${name}", "${endpointName}", { ${parameter} }, options);
}

/** As \`get${name}\`, for the id of a resource. */
export function get${name}Output(${parameter}: pulumi.Input<string | number>, options?: LookupOptions): pulumi.Output<${resultType}> {
  return pulumi.output(${parameter}).apply((resolved) => fetchObject<${resultType}>("${name}", "${endpointName}", { ${parameter}: resolved }, options));
}
`;
}
