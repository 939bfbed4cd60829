import type { ResourceState, StateFile } from "./state";

/** The resources of the state while an operation changes them. */
export class Snapshot {
  readonly #file: StateFile;
  /** In the order in which the program registered them. */
  readonly #registered = new Map<string, ResourceState>();
  /** What the program has not registered, or not yet; what is replaced and still there too. */
  #remaining: ResourceState[];
  /** False in previews, and once the engine is killed. */
  isSaved: boolean;

  constructor(file: StateFile, isSaved: boolean) {
    this.#file = file;
    this.#remaining = file.load();
    this.isSaved = isSaved;
  }

  all(): ResourceState[] {
    return [...this.#registered.values(), ...this.#remaining];
  }

  remaining(): readonly ResourceState[] {
    return this.#remaining;
  }

  find(urn: string): ResourceState | undefined {
    return this.#registered.get(urn) ?? this.#remaining.find((state) => state.urn === urn && !state.delete);
  }

  /** Takes up a resource of the program; `old`, when given, is what it takes the place of. */
  register(state: ResourceState, old?: ResourceState): void {
    this.#registered.set(state.urn, state);
    this.#remaining = this.#remaining.filter((one) => one !== old);
    this.save();
  }

  remove(state: ResourceState): void {
    if (this.#registered.get(state.urn) === state) this.#registered.delete(state.urn);
    this.#remaining = this.#remaining.filter((one) => one !== state);
    this.save();
  }

  save(): void {
    if (this.isSaved) this.#file.save(this.all());
  }
}
