import type { Parents } from "../api/path";
import type { Definition, Properties } from "../core/definition";
import { naturalKey } from "../core/natural-key";

/** The documents have GUIDs in both cases. */
export const keyOf = (id: unknown) => String(id).toLowerCase();

/** The members of one collection, found by id or natural key in the same time however many there are. */
export class Members {
  readonly #definition: Definition;
  readonly #parents: Properties;
  readonly #byId = new Map<string, Properties>();
  /** The ids by natural key. Made when it is first asked for. */
  #byKey: Map<string, Set<string>> | undefined;

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
    return [...(this.#index().get(key) ?? [])]
      .map((id) => this.get(id))
      .filter((member) => member !== undefined);
  }

  put(member: Properties): void {
    this.remove(member.id);
    const id = keyOf(member.id);
    this.#byId.set(id, member);
    if (this.#byKey) this.#note(this.#byKey, id, member);
  }

  remove(id: unknown): void {
    const known = this.get(id);
    if (!known) return;
    this.#byId.delete(keyOf(id));
    const key = this.#byKey && this.#keyOf(known);
    if (key !== undefined) this.#byKey?.get(key)?.delete(keyOf(id));
  }

  #index(): Map<string, Set<string>> {
    if (this.#byKey) return this.#byKey;
    const found = new Map<string, Set<string>>();
    for (const [id, member] of this.#byId) this.#note(found, id, member);
    this.#byKey = found;
    return found;
  }

  #note(index: Map<string, Set<string>>, id: string, member: Properties): void {
    const key = this.#keyOf(member);
    if (key === undefined) return;
    const ids = index.get(key);
    if (ids) ids.add(id);
    else index.set(key, new Set([id]));
  }

  #keyOf(values: Properties): string | undefined {
    return naturalKey(this.#definition, { ...values, ...this.#parents });
  }
}
