import { everyObject } from "../../objects";
import type { FieldRules, ObjectRules } from "../../rules";
import { reference, type Schema } from "../building-blocks";
import { answeredSchema } from "./answered";
import type { NamedSchemas } from "./named";
import { sentSchema } from "./sent";

/**
 * The document's schemas, by name. Of an object there are two: `Campaign` is what is answered, `CampaignInput` what is
 * sent.
 */
export class Schemas implements NamedSchemas {
  readonly #all = new Map<string, Schema>();
  /** What each was made from. */
  readonly #sources = new Map<string, unknown>();

  answered(name: string, fields: FieldRules = {}): Schema {
    const rules = objects.get(name);
    return this.named(name, rules?.fields ?? fields, (source) => answeredSchema(name, source, rules, this));
  }

  sent(name: string, fields: FieldRules = {}): Schema {
    const rules = objects.get(name);
    return this.named(`${name}Input`, rules?.fields ?? fields, (source) =>
      sentSchema(name, source, rules?.kind === "singleton", this),
    );
  }

  named<Source>(name: string, source: Source, make: (source: Source) => Schema): Schema {
    if (!this.#all.has(name)) {
      // Its place is taken before its fields are: a type may hold itself.
      this.#all.set(name, {});
      this.#sources.set(name, source);
      this.#all.set(name, make(source));
    }
    if (this.#sources.get(name) !== source) throw new Error(`Two schemas go by the name ${name}.`);
    return reference(name);
  }

  /** In the order of their names. */
  all(): Record<string, Schema> {
    return Object.fromEntries([...this.#all].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}

const objects: ReadonlyMap<string, ObjectRules> = new Map(everyObject.map((rules) => [rules.name, rules]));
