import { setTimeout } from "node:timers/promises";
import type { Definition, Properties } from "../core/definition";
import { naturalKey } from "../core/natural-key";
import type { Managed } from "./managed";
import { normalisedId } from "./members";

/** The resource that has an object now. */
export interface Keeper {
  /** What the program calls it, where that is known. */
  resource: string | undefined;
  /** Whether its state holds what the object was before it was managed, as the state of the resource that goes does. */
  knowsEarlier: boolean;
}

/** How this run came to know what the state has of an object. */
export interface InState {
  managed: Managed;
  /** A refresh has read it, or the resource that had it was deleted, and nothing else remembers it. */
  by: "read" | "handed over";
}

/**
 * Which resource of the program has which object, as far as this run has seen. The engine never tells the provider which
 * resource a call is for. So each resource says its name, and what the engine asks for shows what it has.
 *
 * A name is proof that the program has the resource only where it comes from a check: what a refresh reads and compares
 * comes for everything in the state, also for what has left the program.
 */
export class Ownership {
  /** The resources that were checked. Each is called by its kind and its name, as one name may be there in several kinds. */
  readonly #declared = new Set<string>();
  readonly #kinds = new Set<Definition>();
  #announcements = 0;
  #lastNoted = Number.NEGATIVE_INFINITY;
  /** Those of them whose natural key is known, by that key. */
  readonly #byKey = new Map<string, string>();
  /** The resources that have had their object since an earlier run, by the object's place. */
  readonly #holders = new Map<string, string>();
  /** The resources that are going to be created, by their natural key. */
  readonly #toCreate = new Map<string, string>();
  /** The objects that new resources have created in this run. */
  readonly #created = new Set<string>();
  /** Who has taken an object over in this run, by its place. */
  readonly #takenOver = new Map<string, Keeper>();
  /** What the state has of objects that no resource of the program has to have, by their place. */
  readonly #inState = new Map<string, InState>();

  /**
   * The program has the resource of this kind and name.
   *
   * @param isNew the engine is going to create it: it has no object yet, or gives up the one that it has
   * @returns another resource of the program that has the same natural key
   */
  noteDeclared(name: string, definition: Definition, inputs: Properties, isNew: boolean): string | undefined {
    const resource = called(definition, name);
    const key = keyOf(definition, inputs);
    this.#lastNoted = performance.now();
    this.#declared.add(resource);
    this.#kinds.add(definition);
    if (isNew) {
      for (const [place, holder] of this.#holders) {
        if (holder === resource) this.#holders.delete(place);
      }
      if (key !== undefined) this.#toCreate.set(key, resource);
    }
    if (key === undefined) return undefined;
    const other = this.#byKey.get(key);
    this.#byKey.set(key, other ?? resource);
    return other === resource ? undefined : other;
  }

  /** A resource has had this object since an earlier run. */
  noteHeld(name: string, definition: Definition, managed: Managed): void {
    const resource = called(definition, name);
    if (!this.#declared.has(resource)) return;
    this.#lastNoted = performance.now();
    this.#holders.set(placeOf(definition, managed.inputs, managed.id), resource);
  }

  /** The state has this object: it isn't foreign, and what it was before it was managed is known. */
  noteInState(definition: Definition, managed: Managed, by: InState["by"]): void {
    this.#inState.set(placeOf(definition, managed.inputs, managed.id), { managed, by });
  }

  /** A new resource has created this object. */
  noteCreated(definition: Definition, inputs: Properties, id: string): void {
    this.#created.add(placeOf(definition, inputs, id));
    this.#toCreate.delete(keyOf(definition, inputs) ?? "");
  }

  /** A new resource has taken over this object, which was there before. */
  noteTakenOver(definition: Definition, inputs: Properties, id: string): void {
    const key = keyOf(definition, inputs) ?? "";
    const place = placeOf(definition, inputs, id);
    this.#takenOver.set(place, { resource: this.#toCreate.get(key), knowsEarlier: this.#inState.has(place) });
    this.#toCreate.delete(key);
  }

  /** What the state has of the object, as far as this run was told. */
  inState(definition: Definition, inputs: Properties, id: string): InState | undefined {
    return this.#inState.get(placeOf(definition, inputs, id));
  }

  /**
   * Those of the objects that no resource of the program has had since an earlier run. The engine begins with the first
   * resources before it has asked about the last, so this waits until it asks no more, or each object has its resource.
   *
   * A new resource with the natural key of an object that has one can meet it only where that resource is about to get
   * another key. Two resources of one key are refused before anything is created.
   */
  async withoutHolder<Live extends Properties>(
    definition: Definition,
    inputs: Properties,
    objects: readonly Live[],
  ): Promise<Live[]> {
    for (;;) {
      const free = objects.filter(({ id }) => !this.isHeld(definition, inputs, String(id)));
      if (free.length === 0 || performance.now() - this.#lastNoted > quiet) return free;
      await setTimeout(quiet / 20);
    }
  }

  /** Whether a resource of the program has had the object since an earlier run. */
  isHeld(definition: Definition, inputs: Properties, id: string): boolean {
    return this.#holders.has(placeOf(definition, inputs, id));
  }

  /** Whether this run has created the object. */
  hasCreated(definition: Definition, inputs: Properties, id: string): boolean {
    return this.#created.has(placeOf(definition, inputs, id));
  }

  /** Whether a new resource of this run has created the object or taken it over. */
  isNew(definition: Definition, inputs: Properties, id: string): boolean {
    const place = placeOf(definition, inputs, id);
    return this.#created.has(place) || this.#takenOver.has(place);
  }

  /**
   * The resource of the program that has this object, when the engine deletes another resource that has it, too: the old name
   * after a rename without an alias, in the same run or a later one, or the old half of a replacement that creates first.
   */
  keeper(definition: Definition, { id, inputs }: Managed): Keeper | undefined {
    const place = placeOf(definition, inputs, id);
    const holder = this.#holders.get(place);
    const keeper = holder === undefined ? undefined : { resource: holder, knowsEarlier: false };
    return this.#takenOver.get(place) ?? keeper;
  }

  /** Whether the program has shown any resource of the kind in this run. */
  hasSeen(definition: Definition): boolean {
    return this.#kinds.has(definition);
  }

  /** @returns how many objects were announced to go in this run, with this one */
  countAnnouncement(): number {
    this.#announcements += 1;
    return this.#announcements;
  }

  /** The resource that is about to be created and would find this object, if it stays where it is. */
  heir(definition: Definition, { inputs }: Managed): string | undefined {
    const key = keyOf(definition, inputs);
    return key === undefined ? undefined : this.#toCreate.get(key);
  }
}

/**
 * The engine asks about one resource right after the other, on a busy machine too. Only what is found on the site without
 * being expected waits for that. In milliseconds.
 */
const quiet = 1000;

const called = (definition: Definition, name: string) => `${definition.name} "${name}"`;

const placeOf = (definition: Definition, inputs: Properties, id: string) => {
  const parents = definition.parameters.map((name) => normalisedId(inputs[name]));
  return JSON.stringify([definition.name, ...parents, normalisedId(id)]);
};

/** Undefined while a part of the key isn't known. */
function keyOf(definition: Definition, inputs: Properties): string | undefined {
  const key = naturalKey(definition, inputs);
  return key === undefined ? undefined : `${definition.name} ${key}`;
}
