/** An object as it is stored and answered. */
export type StoredObject = Record<string, unknown>;

export type FieldType = "string" | "integer" | "boolean" | "guid" | "string[]" | "object" | "object[]";

/** What the API document says of a field, as the server holds a client to it. */
export interface FieldRule {
  type: FieldType;
  /** Has to be in the body, and not empty. */
  mandatory?: true;
  /** Set by the server: ignored in a body, as the documents' own examples send such keys. */
  readOnly?: true;
  /** A GUID that the server makes up with the object that holds it. */
  assigned?: true;
  /** The allowed values; letter case doesn't matter, the spelling here is stored. */
  values?: readonly (string | number)[];
  /** Spellings that the documents use besides, with the value that is stored. */
  also?: Readonly<Record<string, string>>;
  format?: "colour" | "url";
  /** What a body without the field stores; nothing when left out. */
  default?: unknown;
  /** Position among its siblings: a body without it is put last. */
  position?: true;
  /** The fields of a nested object, or of each object in a list. */
  fields?: FieldRules;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

/** One object of the API: the declarative file that adds it to the server. */
export interface ObjectRules {
  /** Its name in the API document. */
  name: string;
  /** Where the document describes it; "ours" in a file marks what the document leaves open. */
  source: string;
  kind: "collection" | "singleton";
  /**
   * Below /api/v3, with `:parameter` for ids. A collection's members are one segment below. What is below a
   * member of another collection is deleted with it, and a singleton there comes into being with it.
   */
  path: string;
  /** Paths of the collection that the documents use for its members besides. Letter case never matters. */
  otherMemberPaths?: readonly string[];
  /** Without the id of a collection's members, which each has: a GUID from the server. */
  fields: FieldRules;
}
