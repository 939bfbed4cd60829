import type * as z from "zod";
import type { Definition } from "../core/definition";
import { type Fields, writable } from "../core/field-facts";
import { declarable } from "../core/options";
import {
  argumentType,
  docComment,
  fieldsOf,
  isRequired,
  member,
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
  const argumentInterfaces = [...nested].map(([name, fields]) =>
    argumentsText(nestedName(name, "input"), writable(fields)),
  );
  return [
    `import type * as pulumi from "@pulumi/pulumi";
import { definitionNamed } from "../definitions";
import { Comm100Resource } from "../pulumi/resource";
import type { ${imported.join(", ")} } from "./objects";

export type { ${names.map((name) => nestedName(name, "output")).join(", ")} };
`,
    ...argumentInterfaces,
    ...definitions.flatMap((definition) => [
      docComment(`Arguments of \`${definition.name}\`.`) +
        argumentsText(`${definition.name}Args`, declarable(definition)),
      classText(definition),
    ]),
  ].join("\n");
}

function argumentsText(name: string, fields: Fields): string {
  const members = Object.entries(fields).map(([field, schema]) =>
    // "| undefined": a program may pass on what it doesn't have.
    member(
      field,
      !isRequired(schema),
      `${argumentType(schema)}${isRequired(schema) ? "" : " | undefined"}`,
      schema,
    ),
  );
  return `export interface ${name} {\n${members.join("")}}\n`;
}

function classText(definition: Definition): string {
  const { name, description } = definition;
  const outputs = { ...declarable(definition), ...definition.readOnly };
  const members = Object.entries(outputs).map(([field, schema]) =>
    member(field, false, `pulumi.Output<${outputType(schema)}>`, schema, "declare readonly "),
  );
  return `${docComment(description)}export class ${name} extends Comm100Resource {
${members.join("")}
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

function outputType(schema: z.ZodType): string {
  const type = typeOf(schema, "output");
  return isRequired(schema) ? type : `${type} | undefined`;
}
