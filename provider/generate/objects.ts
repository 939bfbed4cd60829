import type { Definition } from "../core/definition";
import { factsOf } from "../core/facts";
import { docComment, type Fields, isRequired, member, nestedTypes, typeOf } from "./types";

/** The objects as the service returns them, and the bodies that create or replace them. */
export function objectsFile(definitions: readonly Definition[]): string {
  const nested = [...nestedTypes(definitions)].map(([name, fields]) => interfaceText(name, fields, ""));
  return [...nested, ...definitions.flatMap(textsOf)].join("\n");
}

function textsOf(definition: Definition): string[] {
  const id = definition.hasId ? "  /** The object's id, given by the service. */\n  id: string;\n" : "";
  const writable = Object.entries(definition.fields).filter(([, field]) => !factsOf(field).readOnly);
  return [
    docComment(definition.description) + interfaceText(definition.name, definition.fields, id),
    docComment(`What creates or replaces a ${definition.name}.`) +
      interfaceText(`${definition.name}Body`, Object.fromEntries(writable), ""),
  ];
}

function interfaceText(name: string, fields: Fields, start: string): string {
  const members = Object.entries(fields).map(([field, schema]) =>
    member(field, !isRequired(schema), typeOf(schema, "answer"), schema),
  );
  return `export interface ${name} {\n${start}${members.join("")}}\n`;
}
