import type { Definition } from "../core/definition";
import { keyOf } from "./members";

/**
 * Which objects belong to a resource of this stack, as far as this run has seen. The engine never tells;
 * it shows in the ids of the calls.
 */
export class Ownership {
  readonly #managed = new Set<string>();
  readonly #created = new Set<string>();
  readonly #takenOver = new Set<string>();

  /** A resource with this object was there before this run, and is still in the program. */
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
   * Whether the object belongs to a resource that was there before, and which is about to get another natural
   * key: two of one key are refused before anything is created.
   */
  isManaged(definition: Definition, id: string): boolean {
    return this.#managed.has(place(definition, id));
  }

  /** Whether another new resource of this run has the object. */
  isNew(definition: Definition, id: string): boolean {
    return this.#created.has(place(definition, id)) || this.wasTakenOver(definition, id);
  }

  /**
   * Whether another resource took the object over in this run. That is what a resource that was renamed
   * without an alias looks like: its object is taken over by the new one, and then the old one is deleted.
   */
  wasTakenOver(definition: Definition, id: string): boolean {
    return this.#takenOver.has(place(definition, id));
  }
}

const place = (definition: Definition, id: string) => `${definition.name} ${keyOf(id)}`;
