import type { Parents } from "../api/path";
import type { Definition, Properties } from "../core/definition";
import { naturalKey } from "../core/natural-key";

/** An id in the one form that it is compared in: the documents have GUIDs in both cases (docs/api-notes.md#ids). */
export const normalisedId = (id: unknown) => String(id).toLowerCase();

/** The members of one collection, found by id or natural key in the same time however many there are. */
export class Members {
  readonly #definition: Definition;
  readonly #parents: Properties;
  readonly #byId = new Map<string, Properties>();
  readonly #idsByNaturalKey = new Map<string, Set<string>>();

  /** @param parents what tells the collection from others of its kind */
  constructor(definition: Definition, parents: Parents, objects: readonly Properties[] = []) {
    this.#definition = definition;
    this.#parents = Object.fromEntries(definition.parameters.map((name) => [name, parents[name]]));
    for (const object of objects) this.put(object);
  }

  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  has(id: unknown): boolean {
    return this.#byId.has(normalisedId(id));
  }

  get(id: unknown): Properties | undefined {
    return this.#byId.get(normalisedId(id));
  }

  /** The members with the natural key that the values have: of a resource's inputs, or of a member. */
  withNaturalKeyOf(values: Properties): Properties[] {
    const key = this.#naturalKeyOf(values);
    if (key === undefined) return [];
    return [...(this.#idsByNaturalKey.get(key) ?? [])]
      .map((id) => this.get(id))
      .filter((member) => member !== undefined);
  }

  put(member: Properties): void {
    this.remove(member.id);
    const id = normalisedId(member.id);
    this.#byId.set(id, member);
    const key = this.#naturalKeyOf(member);
    if (key !== undefined)
      this.#idsByNaturalKey.set(key, (this.#idsByNaturalKey.get(key) ?? new Set()).add(id));
  }

  remove(id: unknown): void {
    const member = this.get(id);
    if (!member) return;
    this.#byId.delete(normalisedId(id));
    this.#idsByNaturalKey.get(this.#naturalKeyOf(member) ?? "")?.delete(normalisedId(id));
  }

  #naturalKeyOf(values: Properties): string | undefined {
    return naturalKey(this.#definition, { ...values, ...this.#parents });
  }
}
