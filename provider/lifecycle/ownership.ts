import type { Definition } from "../core/definition";
import { normalisedId } from "./members";

/**
 * Which objects belong to a resource of this stack, as far as this run has seen. The engine never tells the provider
 * which resource a call is for. Only the ids in the calls show whose an object is.
 */
export class Ownership {
  readonly #managed = new Set<string>();
  readonly #created = new Set<string>();
  readonly #takenOver = new Set<string>();

  /** This object belongs to a resource that was there before this run, and that the program still has. */
  noteManaged(definition: Definition, id: string): void {
    this.#managed.add(place(definition, id));
  }

  /** A new resource has created this object. */
  noteCreated(definition: Definition, id: string): void {
    this.#created.add(place(definition, id));
  }

  /** A new resource has taken this object over. */
  noteTakenOver(definition: Definition, id: string): void {
    this.#takenOver.add(place(definition, id));
  }

  /**
   * Whether the object belongs to a resource that was there before this run.
   *
   * A new resource with the object's natural key can take such an object only for one whose resource is about to get
   * another key. Two resources of one key are refused before anything is created.
   */
  isManaged(definition: Definition, id: string): boolean {
    return this.#managed.has(place(definition, id));
  }

  /** Whether a new resource of this run has created the object or taken it over. */
  isNew(definition: Definition, id: string): boolean {
    return this.#created.has(place(definition, id)) || this.wasTakenOver(definition, id);
  }

  /**
   * Whether a new resource took the object over in this run. A resource that was renamed without an alias looks like
   * this: the resource of the new name takes the object over, and then the resource of the old name is deleted.
   */
  wasTakenOver(definition: Definition, id: string): boolean {
    return this.#takenOver.has(place(definition, id));
  }
}

const place = (definition: Definition, id: string) => `${definition.name} ${normalisedId(id)}`;
