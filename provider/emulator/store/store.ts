import type { StoredObject } from "../rules";
import { lowerCase } from "../rules/letter-case";
import type { Change, Step } from "./change";
import { type Journal, openJournal } from "./journal";

/** What hangs at a path: maybe an object, and what is below it in the order of its creation. */
interface Branch {
  object?: StoredObject;
  readonly below: Map<string, Branch>;
}

/**
 * The site, as a tree along the paths below /api/v3, in any letter case. As a child hangs below its parent,
 * removing an object takes everything below it along in one step.
 */
export class Store {
  readonly #root: Branch = { below: new Map() };
  readonly #journal: Journal | undefined;

  /**
   * @param folder where the objects are kept; in memory only when undefined
   * @param warn is told what in the folder isn't understood
   */
  constructor(folder?: string, warn: (message: string) => void = process.emitWarning) {
    this.#journal =
      folder === undefined
        ? undefined
        : openJournal(
            folder,
            (change) => this.#apply(change),
            () => this.contents(),
            warn,
          );
  }

  get(path: string): StoredObject | undefined {
    this.#journal?.requireWritten();
    return this.#find(path)?.object;
  }

  get isEmpty(): boolean {
    return this.#root.below.size === 0;
  }

  /** The objects one segment below the path, in the order of their creation. */
  members(collection: string): StoredObject[] {
    this.#journal?.requireWritten();
    const members: StoredObject[] = [];
    for (const { object } of this.#find(collection)?.below.values() ?? []) if (object) members.push(object);
    return members;
  }

  /**
   * Seen by others at once; resolves when it would survive a power failure. Once a change can't be kept nothing is shown
   * any more: whoever looks whether it was carried out must not find what will be gone.
   */
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

  #find(path: string): Branch | undefined {
    let branch: Branch | undefined = this.#root;
    for (const segment of segmentsOf(path)) branch = branch?.below.get(segment);
    return branch;
  }

  #apply(change: Change): void {
    for (const step of change) {
      if ("put" in step) this.#put(step.put, step.object);
      else this.#remove(step.remove);
    }
  }

  #put(path: string, object: StoredObject): void {
    let branch = this.#root;
    for (const segment of segmentsOf(path)) {
      const next: Branch = branch.below.get(segment) ?? { below: new Map() };
      branch.below.set(segment, next);
      branch = next;
    }
    branch.object = object;
  }

  #remove(path: string): void {
    const end = path.lastIndexOf("/");
    if (path === "") this.#root.below.clear();
    else this.#find(path.slice(0, end))?.below.delete(lowerCase(path.slice(end + 1)));
  }
}

/** The steps that build the tree from a path on, parents first. */
function* contents({ object, below }: Branch, path: string): Iterable<Step> {
  if (object) yield { put: path, object };
  for (const [segment, branch] of below) yield* contents(branch, `${path}/${segment}`);
}

const segmentsOf = (path: string) => lowerCase(path).split("/").slice(1);
