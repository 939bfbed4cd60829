import type { z } from "zod";
import { factsOf } from "./facts";
import { id } from "./fields";

/** An object of the API as it goes over the wire, and a resource's inputs and outputs. */
export type Properties = Record<string, unknown>;

/** How the API keeps the object. */
export type Kind =
  /** Many of it, each with an id of its own: list, get, create, update, delete. */
  | "collection"
  /** One per site or per campaign, always there: get and update. */
  | "singleton";

/** What follows from the kind, apart from the lifecycle. */
const kindFacts: Readonly<Record<Kind, Pick<Definition, "hasId">>> = {
  collection: { hasId: true },
  singleton: { hasId: false },
};

/** What a definition file says. Everything else (lifecycle, client, types, documentation) follows from it. */
export interface DefinitionFile {
  /** The API's own term in PascalCase singular: the name of the resource class. */
  name: string;
  /** What the object is, in a sentence or two. */
  description: string;
  kind: Kind;
  /** The collection's or the singleton's path below /api/v3, with `{parameter}` for what it belongs to. */
  path: string;
  /** For each parameter of `path`: the definition of the object whose id it is. */
  parents?: Readonly<Record<string, Definition>>;
  /** The fields that tell a member of the collection from the others to a person, within its parents. */
  naturalKey?: readonly string[];
  fields: Readonly<Record<string, z.ZodType>>;
}

export interface Definition extends Required<DefinitionFile> {
  /** What a program may declare: the path's parameters and the fields that aren't read-only. */
  readonly inputs: Readonly<Record<string, z.ZodType>>;
  /** The fields that only the service sets. */
  readonly readOnly: Readonly<Record<string, z.ZodType>>;
  /** The path's parameters in their order. */
  readonly parameters: readonly string[];
  /** The client's property and the word in paths: `autoInvitations`, `chatButton`. */
  readonly endpointName: string;
  /** Whether the object has an id of its own; otherwise its parents' ids, or the site, tell which one it is. */
  readonly hasId: boolean;
  /** True for the inputs whose change replaces the object. */
  replacesOnChange(property: string): boolean;
}

/** Completes a definition file. Throws an `Error` when the file contradicts itself. */
export function defineResource(file: DefinitionFile): Definition {
  const parents = file.parents ?? {};
  const parameters = [...file.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  for (const parameter of parameters) {
    if (!parents[parameter]) throw new Error(`${file.name}: no parent is given for {${parameter}}`);
  }
  const parameterFields = Object.entries(parents).map(([parameter, parent]) => [
    parameter,
    id(`The ${parent.name} it belongs to, by id. A change replaces the object.`, {
      required: true,
      replaceOnChange: true,
    }),
  ]);
  const split = (readOnly: boolean) =>
    Object.entries(file.fields).filter(([, field]) => (factsOf(field).readOnly ?? false) === readOnly);
  const inputs: Record<string, z.ZodType> = Object.fromEntries([...parameterFields, ...split(false)]);
  const naturalKey = file.naturalKey ?? [];
  for (const key of naturalKey) {
    if (!inputs[key]) throw new Error(`${file.name}: the natural key names ${key}, which is no input`);
  }
  return {
    ...file,
    ...kindFacts[file.kind],
    parents,
    naturalKey,
    parameters,
    inputs,
    readOnly: Object.fromEntries(split(true)),
    endpointName: file.path.slice(file.path.lastIndexOf("/") + 1),
    replacesOnChange: (property) => factsOf(inputs[property] ?? neverReplaced).replaceOnChange ?? false,
  };
}

const neverReplaced = id("");
