import type { FieldRules } from "../../rules";
import type { Schema } from "../building-blocks";

/** The document's schemas, for whom makes one of them and refers to the others by name. */
export interface NamedSchemas {
  /** What is answered of an object, or of fields that go by this name. */
  answered(name: string, fields?: FieldRules): Schema;
  /** What is sent of it. */
  sent(name: string, fields?: FieldRules): Schema;
  /**
   * A reference to the schema of this name, which is made if there is none.
   *
   * @throws Error when another source goes by this name
   */
  named<Source>(name: string, source: Source, make: (source: Source) => Schema): Schema;
}
