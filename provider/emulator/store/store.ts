import type { StoredObject } from "../rules";
import { type Change, type Journal, openJournal, type Step } from "./journal";

/** A place in the site: maybe an object, and what is below it in the order of its creation. */
interface Place {
  object?: StoredObject;
  readonly below: Map<string, Place>;
}

/**
 * The site, as a tree along the paths below /api/v3 (lower case). As a child hangs below its parent,
 * removing an object takes everything below it along in one step.
 */
export class Store {
  readonly #root: Place = { below: new Map() };
  readonly #journal: Journal | undefined;

  /** @param folder where the objects are kept; in memory only when undefined */
  constructor(folder?: string) {
    this.#journal =
      folder === undefined
        ? undefined
        : openJournal(
            folder,
            (change) => this.#apply(change),
            () => this.contents(),
          );
  }

  get(path: string): StoredObject | undefined {
    return this.#find(path)?.object;
  }

  get isEmpty(): boolean {
    return this.#root.below.size === 0;
  }

  /** The objects one segment below the path, in the order of their creation. */
  members(collection: string): StoredObject[] {
    const members: StoredObject[] = [];
    for (const { object } of this.#find(collection)?.below.values() ?? []) if (object) members.push(object);
    return members;
  }

  /** Seen by others at once; resolves when it would survive a power failure. */
  async change(...change: Change): Promise<void> {
    this.#apply(change);
    await this.#journal?.append(change);
  }

  /** The steps that build the site, parents first. */
  contents(): Iterable<Step> {
    return contents(this.#root, "");
  }

  clear(): Promise<void> {
    return this.change({ remove: "" });
  }

  /** Resolves when everything is on disk. */
  async close(): Promise<void> {
    await this.#journal?.close();
  }

  #find(path: string): Place | undefined {
    let place: Place | undefined = this.#root;
    for (const segment of segmentsOf(path)) place = place?.below.get(segment);
    return place;
  }

  #apply(change: Change): void {
    for (const step of change) {
      if ("put" in step) this.#put(step.put, step.object);
      else this.#remove(step.remove);
    }
  }

  #put(path: string, object: StoredObject): void {
    let place = this.#root;
    for (const segment of segmentsOf(path)) {
      const next: Place = place.below.get(segment) ?? { below: new Map() };
      place.below.set(segment, next);
      place = next;
    }
    place.object = object;
  }

  #remove(path: string): void {
    const end = path.lastIndexOf("/");
    if (path === "") this.#root.below.clear();
    else this.#find(path.slice(0, end))?.below.delete(path.slice(end + 1));
  }
}

/** The steps that build the tree below a place, parents first. */
function* contents(place: Place, path: string): Iterable<Step> {
  if (place.object) yield { put: path, object: place.object };
  for (const [segment, next] of place.below) yield* contents(next, `${path}/${segment}`);
}

const segmentsOf = (path: string) => path.split("/").slice(1);
