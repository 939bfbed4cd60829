import type { Parents } from "../api/path";
import type { Definition, Properties } from "../core/definition";
import { naturalKey } from "../core/natural-key";

/** The documents have GUIDs in both cases (docs/api-notes.md#ids). */
export const keyOf = (id: unknown) => String(id).toLowerCase();

/** The members of one collection, found by id or natural key in the same time however many there are. */
export class Members {
  readonly #definition: Definition;
  readonly #parents: Properties;
  readonly #byId = new Map<string, Properties>();
  /** The ids by natural key. */
  readonly #byKey = new Map<string, Set<string>>();

  /** @param parents what tells the collection from others of its kind */
  constructor(definition: Definition, parents: Parents, objects: readonly Properties[] = []) {
    this.#definition = definition;
    this.#parents = Object.fromEntries(definition.parameters.map((name) => [name, parents[name]]));
    for (const object of objects) this.put(object);
  }

  has(id: unknown): boolean {
    return this.#byId.has(keyOf(id));
  }

  get(id: unknown): Properties | undefined {
    return this.#byId.get(keyOf(id));
  }

  /** The members with the natural key that the values have: of a resource's inputs, or of a member. */
  withKeyOf(values: Properties): Properties[] {
    const key = this.#keyOf(values);
    if (key === undefined) return [];
    return [...(this.#byKey.get(key) ?? [])]
      .map((id) => this.get(id))
      .filter((member) => member !== undefined);
  }

  put(member: Properties): void {
    this.remove(member.id);
    const id = keyOf(member.id);
    this.#byId.set(id, member);
    const key = this.#keyOf(member);
    if (key !== undefined) this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(id));
  }

  remove(id: unknown): void {
    const known = this.get(id);
    if (!known) return;
    this.#byId.delete(keyOf(id));
    this.#byKey.get(this.#keyOf(known) ?? "")?.delete(keyOf(id));
  }

  #keyOf(values: Properties): string | undefined {
    return naturalKey(this.#definition, { ...values, ...this.#parents });
  }
}
