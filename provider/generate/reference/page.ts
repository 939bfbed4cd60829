import type { Definition, Permissions } from "../../core/definition";
import { elementOf, type Fields, factsOf, shapeOf, writable } from "../../core/field-facts";
import type { Lookup } from "../../core/lookup";
import { operationsOf } from "../../core/operations";
import { declarable } from "../../core/options";
import { exampleOf } from "./example";
import { linkTo } from "./links";
import { fieldTable } from "./tables";

/** The page of one resource. */
export function pageOf(definition: Definition, lookups: readonly Lookup[]): string {
  const { name, description, readOnly } = definition;
  const outputs =
    Object.keys(readOnly).length === 0 ? [] : ["## Outputs", "Set by the service.", fieldTable(readOnly)];
  const nested = [...nestedIn(definition.inputs)].flatMap(([type, fields]) => [
    `### ${type}`,
    fieldTable(fields),
  ]);
  const lookup = lookups.find((one) => one.name === name);
  return `${[
    `# ${name}`,
    description,
    ["```ts", exampleOf(definition), "```"].join("\n"),
    ...behaviour(definition),
    "## Arguments",
    ...(hasConditions(definition.inputs) ? [conditionsText] : []),
    fieldTable(declarable(definition)),
    ...(nested.length === 0 ? [] : ["## Nested types", ...nested]),
    ...outputs,
    ...(lookup ? ["## Lookup", lookupText(lookup, definition)] : []),
    "## Endpoints",
    endpoints(definition),
  ].join("\n\n")}\n`;
}

const conditionsText =
  "*Only when*: the service ignores the property in any other combination, so declaring it there is an error at preview. *Presumably only when*: the documents are uncertain, so it is a warning.";

const hasConditions = (fields: Fields): boolean =>
  Object.values(fields).some((field) => {
    const below = shapeOf(elementOf(field) ?? field);
    return typeof factsOf(field).when === "object" || (below !== undefined && hasConditions(below));
  });

/** What is made, found, replaced and deleted, as it follows from the definition. */
function behaviour(definition: Definition): string[] {
  const { hasId, naturalKey, permanent, canDelete, parameters, after, permissions } = definition;
  const lines: string[] = [];
  if (hasId) {
    lines.push(
      `Told apart by ${code([...parameters, ...naturalKey])}. If one of the same is there already with the declared values, it is taken over; with others the run stops, unless \`adopt\` is set.`,
    );
  } else {
    lines.push(
      `Always there, one for each ${parameters.length === 0 ? "site" : code(parameters)}: creating the resource changes the declared fields and remembers what they were.`,
    );
  }
  if (permanent !== undefined) {
    lines.push(
      `One in which \`${permanent}\` is true comes with the service: it is taken over, and put back as it was on delete.`,
    );
  }
  lines.push(deletion(hasId, canDelete));
  if (parameters.length > 0) lines.push(`A change of ${code(parameters)} replaces it.`);
  lines.push(...permissionLines(permissions));
  if (after.length > 0) {
    const links = after.map(({ name }) => linkTo(name)).join(", ");
    lines.push(`In a LiveChatSite it comes after ${links}.`);
  }
  return [lines.map((line) => `- ${line}`).join("\n")];
}

function permissionLines({ read = [], write = [] }: Permissions): string[] {
  if (write.length === 0) return [];
  const isToRead = read.length > 0 ? ", to read it, too" : "";
  return [`The agent needs the permission ${write.join(" or ")}${isToRead}.`];
}

function deletion(hasId: boolean, canDelete: boolean): string {
  if (!hasId)
    return "Deleting the resource puts the declared fields back as they were, unless `onDelete` is `retain`.";
  return canDelete
    ? "Deleting the resource deletes it."
    : "The API can't delete it: deleting the resource leaves it on the site, and says so once.";
}

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");

function lookupText({ name, by }: Lookup, { parameters }: Definition): string {
  const argumentNames = [...parameters, ...Object.keys(by)].join(", ");
  return `\`comm100.get${name}({ ${argumentNames} })\` and \`comm100.get${name}Output\` find one that is there.`;
}

function endpoints(definition: Definition): string {
  return Object.entries(operationsOf(definition))
    .map(
      ([method, { method: verb, path }]) =>
        `- \`client.${definition.endpointName}.${method}\`: \`${verb} ${path}\``,
    )
    .join("\n");
}

/** The nested types of what can be declared, each once. */
function nestedIn(fields: Fields, types = new Map<string, Fields>()): Map<string, Fields> {
  for (const field of Object.values(fields)) {
    const shape = shapeOf(elementOf(field) ?? field);
    const name = factsOf(elementOf(field) ?? field).typeName;
    if (!shape || name === undefined || types.has(name)) continue;
    const writableFields = writable(shape);
    types.set(name, writableFields);
    nestedIn(writableFields, types);
  }
  return types;
}
