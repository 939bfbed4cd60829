import type * as z from "zod";
import type { Definition } from "../core/definition";
import { type Fields, writable } from "../core/field-facts";
import { declarable } from "../core/options";
import { type Code, code, docComment, interfaceCode, joined, membersCode } from "./code";
import {
  argumentsOf,
  argumentType,
  fieldsOf,
  isRequired,
  membersOf,
  nestedName,
  nestedTypes,
  typeOf,
} from "./types";

/** The resource classes and their argument types. */
export function resourcesFile(definitions: readonly Definition[]): string {
  const nested = nestedTypes(fieldsOf(definitions), false);
  const names = [...nested.keys()].sort();
  const imported = names.map((name) => {
    const typeName = nestedName(name, "output");
    return typeName === name ? name : `${name} as ${typeName}`;
  });
  return joined(
    [
      `import type * as pulumi from "@pulumi/pulumi";
import { definitionNamed } from "../definitions";
import { Comm100Resource } from "../pulumi/resource";
import type { ${imported.join(", ")} } from "./objects";

export type { ${names.map((name) => nestedName(name, "output")).join(", ")} };
`,
      ...[...nested].map(([name, fields]) => argumentsType(nestedName(name, "input"), writable(fields))),
      ...definitions.flatMap((definition) => [
        argumentsType(
          `${definition.name}Args`,
          declarable(definition),
          `Arguments of \`${definition.name}\`.`,
        ),
        classCode(definition),
      ]),
    ],
    "\n",
  ).text;
}

const argumentsType = (name: string, fields: Fields, comment?: string): Code =>
  interfaceCode(name, argumentsOf(fields, argumentType), comment);

function classCode(definition: Definition): Code {
  const { name, description } = definition;
  const outputs = membersOf({ ...declarable(definition), ...definition.readOnly }, outputType).map(
    (member) => ({ ...member, type: code`pulumi.Output<${member.type}>`, isOptional: false }),
  );
  return code`${docComment(description)}export class ${name} extends Comm100Resource {
${membersCode(outputs, "declare readonly ")}
  constructor(name: string, args: ${name}Args, options?: pulumi.CustomResourceOptions) {
    super(definitionNamed("${name}"), name, args, options);
  }

  /** Whether \`value\` is a \`${name}\`, also of another copy of this package. */
  static override isInstance(value: unknown): value is ${name} {
    return Comm100Resource.isOfKind(value, "${name}");
  }
}
`;
}

function outputType(schema: z.ZodType): Code {
  const type = typeOf(schema, "output");
  return isRequired(schema) ? type : code`${type} | undefined`;
}
