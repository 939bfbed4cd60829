import { type Change, type Journal, openJournal } from "./journal";
import type { StoredObject } from "./rules";

/** The site: every object by its path below /api/v3, in lower case. */
export class Store {
  readonly #objects = new Map<string, StoredObject>();
  readonly #collections = new Map<string, Set<string>>();
  readonly #journal: Journal | undefined;

  /** @param folder where the objects are kept; in memory only when undefined */
  constructor(folder?: string) {
    this.#journal =
      folder === undefined
        ? undefined
        : openJournal(
            folder,
            (change) => this.#apply(change),
            () => this.#contents(),
          );
  }

  get(path: string): StoredObject | undefined {
    return this.#objects.get(path);
  }

  /** In the order of their creation. */
  members(collection: string): StoredObject[] {
    const paths = [...(this.#collections.get(collection) ?? new Set<string>())];
    return paths.map((path) => this.#objects.get(path)).filter((object) => object !== undefined);
  }

  /** Resolves when the change is kept. */
  async change(change: Change): Promise<void> {
    this.#apply(change);
    await this.#journal?.append(change);
  }

  async clear(): Promise<void> {
    await this.change([{ remove: "" }]);
  }

  close(): void {
    this.#journal?.close();
  }

  #apply(change: Change): void {
    for (const step of change) {
      if ("put" in step) this.#put(step.put, step.object, step.collection);
      else this.#remove(step.remove);
    }
  }

  #put(path: string, object: StoredObject, collection: string | undefined): void {
    this.#objects.set(path, object);
    if (collection === undefined) return;
    const members = this.#collections.get(collection) ?? new Set();
    members.add(path);
    this.#collections.set(collection, members);
  }

  /** Removes the object and everything below it. */
  #remove(path: string): void {
    this.#objects.delete(path);
    this.#collections.get(path.slice(0, path.lastIndexOf("/")))?.delete(path);
    for (const known of this.#objects.keys()) if (known.startsWith(`${path}/`)) this.#objects.delete(known);
    for (const known of this.#collections.keys())
      if (known.startsWith(`${path}/`)) this.#collections.delete(known);
  }

  #contents(): Change {
    const collectionOf = new Map(
      [...this.#collections].flatMap(([collection, members]) =>
        [...members].map((path) => [path, collection]),
      ),
    );
    return [...this.#objects].map(([put, object]) => ({ put, object, collection: collectionOf.get(put) }));
  }
}
