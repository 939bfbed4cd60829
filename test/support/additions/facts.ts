import type * as z from "zod";
import type { Definition } from "../../../provider/core/definition";
import { factsOf } from "../../../provider/core/field-facts";
import type { Operation } from "../../../provider/core/operation";
import { operationsOf } from "../../../provider/core/operations";
import { parametersOf } from "../../../provider/core/paths";
import { factType, valuesOf } from "../definition-facts";
import type { FactField } from "../facts";
import { withoutNothing } from "./definition";
import { asJson, lineToAdd } from "./lines";

const file = "test/facts/api.json";

/** The line of the facts for a field of a definition: what stands there has to be what the API document says. */
export const factLine = (type: string, name: string, field: z.ZodType) =>
  lineToAdd(`${file}, types.${type}.fields`, asJson(factOf(name, field)));

/** The facts of an object that a definition describes. */
export function typeLine({ name, fields, hasId, naturalKey }: Definition): string {
  const id = { name: "id", type: "guid", readOnly: true, mandatory: false, serverAssigned: true };
  const own = Object.entries(fields).map(([field, schema]) => ({
    ...factOf(field, schema),
    ...(naturalKey.includes(field) && { naturalKey: true }),
  }));
  const lines = [...(hasId ? [id] : []), ...own].map((fact) => `  ${asJson(fact)}`);
  return lineToAdd(`${file}, types.${name}`, `{ "kind": "object", "fields": [\n${lines.join(",\n")}\n] }`);
}

/** The facts of the endpoints of a definition. */
export const endpointLines = (definition: Definition): string[] =>
  Object.entries(operationsOf(definition)).map(([name, operation]) =>
    lineToAdd(`${file}, endpoints`, asJson(endpointOf(definition, name, operation))),
  );

function factOf(name: string, field: z.ZodType) {
  const { required = false, readOnly = false, include, secret, writeOnly, ...known } = factsOf(field);
  return withoutNothing({
    name,
    type: factType(field),
    enum: valuesOf(field),
    readOnly,
    mandatory: required,
    include,
    secret,
    writeOnly,
    default: known.default,
    min: known.minimum,
    max: known.maximum,
  } satisfies Partial<Record<keyof FactField, unknown>>);
}

const idNamed = (name: string) => ({ name, type: "guid" });

function endpointOf({ name, permissions }: Definition, method: string, operation: Operation) {
  const isRead = operation.method === "GET";
  const isCreation = method === "create";
  return withoutNothing({
    operationId: `${method}${name}`,
    resource: name.charAt(0).toLowerCase() + name.slice(1),
    method: operation.method,
    path: operation.path,
    params: { path: parametersOf(operation.path).map(idNamed), query: [] },
    requestType: operation.body ? name : null,
    responseType: operation.returns?.name ?? null,
    isList: operation.answer === "list",
    permissions: (isRead ? permissions.read : permissions.write) ?? [],
    statusCodes: { success: isCreation ? 201 : operation.answer === "nothing" ? 204 : 200 },
    locationHeader: isCreation ? true : undefined,
  });
}
