import type * as z from "zod";
import type { Definition } from "./definition";
import { elementOf, factsOf, shapeOf } from "./field-facts";
import type { Operation } from "./operation";
import { remembered } from "./remembered";
import type { System } from "./system";

type Operations = Readonly<Record<string, Operation>>;

/** All endpoints of an object that can be declared: those of its kind and its own. */
export const operationsOf = remembered(
  (definition: Definition): Operations => ({
    ...definition.operations,
    ...standard[definition.kind](definition),
  }),
);

/** All endpoints of the API, by the client's property that has them. */
export function groupsOf(definitions: readonly Definition[], systems: readonly System[]): System[] {
  const declared = definitions.map((definition) => ({
    endpointName: definition.endpointName,
    description: definition.description,
    operations: operationsOf(definition),
  }));
  return [...declared, ...systems];
}

/** @throws Error when there is no such endpoint */
export function operationNamed(systems: readonly System[], endpointName: string, name: string): Operation {
  const operation = systems.find((system) => system.endpointName === endpointName)?.operations[name];
  if (!operation) throw new Error(`The API has no ${endpointName}.${name}`);
  return operation;
}

const standard: Readonly<Record<Definition["kind"], (definition: Definition) => Operations>> = {
  collection: (definition) => {
    const { path, memberPath, canDelete, isWithdrawn } = definition;
    const member = `${memberPath}/{id}`;
    const include = includeValues(definition.fields);
    const remove = { description: "Deletes it.", method: "DELETE", path: member, answer: "nothing" } as const;
    return {
      list: {
        description: "All of them, in the service's order.",
        method: "GET",
        path,
        answer: "list",
        returns: definition,
        include,
        isWithdrawn,
      },
      get: {
        description: "One of them.",
        method: "GET",
        path: member,
        answer: "object",
        returns: definition,
        include,
        isWithdrawn,
      },
      create: {
        description:
          "Never repeated by itself: after an error without an answer, look whether it was created.",
        method: "POST",
        path,
        answer: "object",
        returns: definition,
        body: definition,
      },
      update: { ...replaces(definition), path: member },
      ...(canDelete && { delete: remove }),
    };
  },
  singleton: (definition) => {
    const { path, isWithdrawn } = definition;
    const include = includeValues(definition.fields);
    return {
      get: {
        description: "As it is.",
        method: "GET",
        path,
        answer: "object",
        returns: definition,
        include,
        isWithdrawn,
      },
      update: { ...replaces(definition), path },
    };
  },
};

const replaces = (definition: Definition) =>
  ({
    description: "Replaces the whole object: what the body leaves out is reset to the service's default.",
    method: "PUT",
    answer: "object",
    returns: definition,
    body: definition,
  }) as const;

/** The values of `include` that add something to an object, at any depth. */
function includeValues(fields: Readonly<Record<string, z.ZodType>>): readonly string[] {
  const values = Object.values(fields).flatMap((field) => {
    const { include } = factsOf(field);
    if (include !== undefined) return [include];
    const below = shapeOf(elementOf(field) ?? field);
    return below ? includeValues(below) : [];
  });
  return [...new Set(values)];
}
