/** An object as it is stored and answered. */
export type StoredObject = Record<string, unknown>;

export type FieldType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "guid"
  | "datetime"
  | "string[]"
  | "integer[]"
  | "guid[]"
  | "object"
  | "object[]"
  /** Whatever comes: the documents don't describe it. */
  | "any";

/**
 * What the API document says of a field, as the server holds a client to it. What a comment calls "ours" is in neither
 * document (docs/api-notes.md#the-sources).
 */
export interface FieldRule {
  type: FieldType;
  /** Has to be in the body, and not empty. */
  required?: true;
  /** Required when another field of the object has one of these values. */
  requiredWhen?: Condition;
  /** Set by the server: ignored in a body, as the documents' own examples send such keys. */
  readOnly?: true;
  /** A GUID that the server makes up with the object that holds it. */
  assigned?: true;
  /** The server notes when and by whom the object was created or changed: a time, or an agent's number. */
  noted?: "created" | "changed";
  /** Taken, and answered as an empty text. */
  writeOnly?: true;
  /** The allowed values, or "" where the field isn't required; letter case doesn't matter, the spelling here is stored. */
  values?: readonly (string | number)[];
  /** The allowed values where a site has more of them: the names of a collection's members. */
  openValues?: { always: readonly string[]; namesOf: string };
  /** Spellings that the documents use besides, with the value that is stored. */
  alsoSpelled?: Readonly<Record<string, string>>;
  /** Names of the field that the documents use besides, in bodies. */
  alsoNamed?: readonly string[];
  /** An example writes it as a text: a flag as "true" or "yes", an empty list as "". */
  asText?: true;
  /** A list that an example or a table has as one bare object. */
  asOne?: true;
  format?: "colour" | "bareColour" | "url";
  /** Bounds of a number. */
  minimum?: number;
  maximum?: number;
  /** What a body without the field stores. When left out: what stands for nothing (`unset.ts`). */
  default?: unknown;
  /** The collections, below /api/v3, in one of which the objects have to be that the field names by their ids. */
  refersTo?: readonly string[];
  /** Position among its siblings: a body without it is put last. */
  position?: true;
  /** The fields of a nested object, or of each object in a list. */
  fields?: FieldRules;
  /** The nested object's type in the API document. */
  typeName?: string;
  /** Entries there always are, told apart by this field: a body's are put over them. */
  keptBy?: string;
  /** The collection whose members have an entry each, named by `keptBy`, written or not. */
  entryForEach?: string;
  /** Only in answers that were asked for with `include`: the object that another field names. */
  expanded?: Expanded;
  /** The list's entries are objects with endpoints of their own, below this one. */
  members?: Members;
  /** The object has endpoints of its own, one segment below this one. */
  part?: string;
}

/** Whether another field of the object has one of these values. */
export interface Condition {
  field: string;
  values: readonly string[];
}

export interface Expanded {
  include: string;
  /** The field that holds the id, or the ids. */
  from: string;
  /** The collection of such objects, below /api/v3; `:field` stands for a field's value. */
  at: string;
}

export interface Members {
  /** Their collection, one segment below the object; "" for right below it. */
  below: string;
  /** The field, as a path, that tells an entry without a known id from the others. */
  key: string;
  /** Entries in which this path holds true stay, whatever a body holds. */
  permanent?: string;
  /** A body without the list leaves them, instead of removing all. */
  isKept?: true;
  /** The list holds this field of each instead of the objects. */
  only?: string;
}

/** Query parameters of a list. Fields are paths, also into lists and into objects that `include` adds. */
export interface Listing {
  /** Answered page by page, in an envelope with these keys. */
  pages?: { items: string; total: string; size: number };
  /** The field that timeFrom and timeTo are compared with; both are today by default. */
  time?: string;
  /** By parameter: the field that is equal. */
  equal?: Readonly<Record<string, string>>;
  /** The fields that `keywords` is looked for in. */
  keywords?: readonly string[];
  /** By the word that conditions[n][field] has: the field. */
  conditions?: Readonly<Record<string, string>>;
  /** What is joined for the fields above: values of `include`. */
  joined?: readonly string[];
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

/** The names of agents' permissions, of which one is needed. */
export interface NeededPermissions {
  read?: readonly string[];
  write?: readonly string[];
}

/** One object of the API: the declarative file that adds it to the server. */
export interface ObjectRules {
  /** Its name in the API document. */
  name: string;
  /** What it is, in one sentence. */
  description: string;
  /** What its operations are called after, in the OpenAPI document. Default: the last word of its path. */
  group?: string;
  /** What describes it: a line of the published document or the draft, or another API (docs/api-notes.md#the-sources). */
  source: string;
  kind: "collection" | "singleton";
  /** The value of `include` that adds it where another object names it. Default: its name, in camelCase. */
  includedAs?: string;
  /**
   * Below /api/v3, with `:parameter` for ids. A collection's members are one segment below. What is below a
   * member of another collection is deleted with it, and a singleton there comes into being with it.
   */
  path: string;
  /** Other paths that the documents use for it. Letter case never matters. */
  otherPaths?: readonly string[];
  /** The path in other letter cases that the documents use: all are served, OpenAPI has to be told of them. */
  otherCases?: readonly string[];
  /** Further collections of the same objects, whose members share `memberPaths`. */
  otherCollections?: readonly string[];
  /** The paths of a collection's members, without their id. Default: `path`. */
  memberPaths?: readonly string[];
  /** What the API can't do with the collection. */
  without?: readonly ("list" | "get" | "create" | "update" | "delete")[];
  /** How the list is filtered and answered, where it isn't simply all members. */
  listing?: Listing;
  /** Lists of those members whose field names the object that the path is below. */
  views?: readonly { path: string; field: string }[];
  /** Ids are whole numbers (docs/api-notes.md#ids). */
  isNumbered?: true;
  /** DELETE to the collection takes a list of ids. */
  isDeletedInBatches?: true;
  /** A misprint in a document: PUT to the collection, with the id in the body. */
  isUpdatedWithoutId?: true;
  /** A misprint in a document: POST to a singleton does what PUT does. */
  isPosted?: true;
  /** What is in a collection from the beginning, by the collection's path. */
  initial?: Readonly<Record<string, readonly StoredObject[]>>;
  /** A member in which this path holds true can't be deleted. */
  permanent?: string;
  /** The permissions of which a credential needs one, to read and to change. */
  permissions?: NeededPermissions;
  /** Without the id of a collection's members, which each has: a GUID from the server. */
  fields: FieldRules;
}
