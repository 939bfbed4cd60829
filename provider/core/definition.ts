import type * as z from "zod";
import { type Fields, factsOf, isAlwaysAnswered, isWritable } from "./field-facts";
import { id } from "./fields";
import type { Operation } from "./operation";
import { fieldAt, parametersOf } from "./paths";
import type { Properties } from "./properties";
import { remembered } from "./remembered";

export type { Properties };

/** How the API keeps the object. */
export type Kind =
  /** Many objects, each with an id of its own: list, get, create, update, and mostly delete. */
  | "collection"
  /** One per site, campaign or agent, always there: get and update. */
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
  /** The path of a member without its id, where it isn't the collection's. */
  memberPath?: string;
  /** The path of the object that holds this object's data as a part. Writing the whole writes the part, too. */
  partOf?: string;
  /** For each parameter of `path` that is an id: the definition of the object, or the name of its lookup. */
  parents?: Readonly<Record<string, Definition | string>>;
  /** For the other parameters of `path`: the values that there are. A change replaces the object. */
  choices?: Readonly<Record<string, z.ZodType>>;
  /** The fields that tell a member of the collection from the others to a person, within its parents: paths. */
  naturalKey?: readonly string[];
  /** The path of a field that is true in members that the service makes and nobody can delete. */
  permanent?: string;
  /** False: the API has no way to delete a member. Default true. */
  canDelete?: boolean;
  /**
   * What deleting one breaks outside of the site, which nothing brings back: a sentence about it, such as "its links stop
   * working". Such objects are protected when they are imported.
   */
  lostOnDelete?: string;
  /** The vendor's later document no longer has the object: a site that answers 404 has none. Default false. */
  isWithdrawn?: boolean;
  /** Default: the permissions of the object that it belongs to. */
  permissions?: Permissions;
  /** Made when they are needed: most programs declare objects of a few kinds only. */
  fields: () => Fields;
  /**
   * One such object with values that a person might give, for the reference: as in the description of a site,
   * with references by name, such as `{ department: "Repairs" }`, and a secret as `{ secret: "…" }`.
   */
  example: Properties;
  /** What the client's property is called. Default: the last word of `path`. */
  endpointName?: string;
  /** What a whole site's description calls it. Default: `endpointName`. */
  siteProperty?: string;
  /** Whose objects have to be there first, if a site has them: this object names them or needs their features. */
  after?: readonly Definition[];
  /** Switches on features that any other object may need: of a whole site this object is written first. */
  isFirst?: boolean;
  /** Endpoints of the API beyond those of the kind. */
  operations?: Readonly<Record<string, Operation>>;
}

/** Agents' permissions as the API document names them; one of them is enough. An empty list: it names none. */
export interface Permissions {
  read?: readonly string[];
  /** To create, change and delete. */
  write?: readonly string[];
}

type OptionalFact = "lostOnDelete" | "partOf" | "permanent";

export interface Definition extends Required<Omit<DefinitionFile, OptionalFact | "fields">> {
  readonly fields: Fields;
  readonly lostOnDelete: string | undefined;
  readonly partOf: string | undefined;
  readonly permanent: string | undefined;
  /** What a program may declare: the path's parameters and the fields that aren't read-only. */
  readonly inputs: Readonly<Record<string, z.ZodType>>;
  /** The fields that only the service sets, as far as they are outputs. */
  readonly readOnly: Readonly<Record<string, z.ZodType>>;
  /** The path's parameters in their order. */
  readonly parameters: readonly string[];
  /** Whether the object has an id of its own; otherwise its parents' ids, or the site, tell which one it is. */
  readonly hasId: boolean;
  /** Whether a destroy may put the object back as it was, so that its earlier values have to be kept. */
  readonly canBeGivenBack: boolean;
  /** True for the inputs whose change replaces the object. */
  replacesOnChange(property: string): boolean;
}

/** Completes a definition file. Its fields, when they are first asked for, throw an `Error` when it contradicts itself. */
export function defineResource(file: DefinitionFile): Definition {
  const { parents = {}, choices = {}, naturalKey = [], kind } = file;
  const parameters = parametersOf(file.path);
  const endpointName = file.endpointName ?? file.path.slice(file.path.lastIndexOf("/") + 1);
  return {
    memberPath: file.path,
    canDelete: kindFacts[kind].hasId,
    siteProperty: endpointName,
    after: [],
    isFirst: false,
    isWithdrawn: false,
    permissions: inheritedPermissions(parents),
    operations: {},
    lostOnDelete: undefined,
    partOf: undefined,
    permanent: undefined,
    ...file,
    endpointName,
    ...kindFacts[kind],
    parents,
    choices,
    naturalKey,
    parameters,
    get fields() {
      return fieldsOf(file).fields;
    },
    get inputs() {
      return fieldsOf(file).inputs;
    },
    get readOnly() {
      return fieldsOf(file).readOnly;
    },
    canBeGivenBack: kind === "singleton" || file.permanent !== undefined,
    replacesOnChange: (property) =>
      factsOf(fieldsOf(file).inputs[property] ?? neverReplaced).replaceOnChange ?? false,
  };
}

/** What the fields of a file are for a program. */
const fieldsOf = remembered((file: DefinitionFile) => {
  const fields = file.fields();
  const inputs = { ...parameterFields(file), ...fieldsThat(fields, isWritable) };
  for (const key of file.naturalKey ?? []) {
    if (!fieldAt(inputs, key))
      throw new Error(`${file.name}: the natural key names ${key}, which is no input`);
  }
  return { fields, inputs, readOnly: fieldsThat(fields, isOutputOnly) };
});

const inheritedPermissions = (parents: NonNullable<DefinitionFile["parents"]>): Permissions =>
  Object.values(parents).find((parent) => typeof parent !== "string")?.permissions ?? {};

const neverReplaced = id("");

/** `id` is Pulumi's own output, also for an object that has no id in the API. */
const isOutputOnly = (field: z.ZodType, name: string) =>
  !isWritable(field) && isAlwaysAnswered(field) && !factsOf(field).changing && name !== "id";

function fieldsThat(fields: Fields, matches: (field: z.ZodType, name: string) => boolean) {
  return Object.fromEntries(Object.entries(fields).filter(([name, field]) => matches(field, name)));
}

function parameterFields(file: DefinitionFile): Record<string, z.ZodType> {
  const entries = parametersOf(file.path).map((parameter) => {
    const choice = file.choices?.[parameter];
    if (choice) return [parameter, choice] as const;
    const parent = file.parents?.[parameter];
    if (!parent) throw new Error(`${file.name}: no parent is given for {${parameter}}`);
    const [what, more] =
      typeof parent === "string"
        ? [`The ${parent}`, { refersTo: [parent] }]
        : [`The ${parent.name} it belongs to`, { belongsTo: parent.name }];
    const facts = { required: true, replaceOnChange: true, ...more } as const;
    return [parameter, id(`${what}, by id. A change replaces the object.`, facts)] as const;
  });
  return Object.fromEntries(entries);
}
