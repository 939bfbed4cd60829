import type { ObjectsApi } from "../api/objects";
import { type Parents, pathOf } from "../api/path";
import type { Definition, Properties } from "../core/definition";
import { Members } from "./members";

/**
 * Every collection that this run has looked at: listed once, shared by all who ask, and kept up to date
 * with what this run writes. So a run reads or creates any number of members with one list call.
 */
export class Collections {
  readonly #api: ObjectsApi;
  readonly #lists = new Map<string, Promise<Members>>();

  constructor(api: ObjectsApi) {
    this.#api = api;
  }

  /** The members as of the first call of the run, with the run's own changes. */
  members(definition: Definition, parents: Parents): Promise<Members> {
    return this.#lists.get(pathOf(definition, parents)) ?? this.listAgain(definition, parents);
  }

  /** The members as they are now, for this call and later ones. */
  listAgain(definition: Definition, parents: Parents): Promise<Members> {
    const path = pathOf(definition, parents);
    const list = this.#api
      .list(definition, parents)
      .then((objects) => new Members(definition, parents, objects));
    this.#lists.set(path, list);
    list.catch(() => {
      if (this.#lists.get(path) === list) this.#lists.delete(path);
    });
    return list;
  }

  /** Tells of a member that was created or changed. */
  put(definition: Definition, parents: Parents, member: Properties): void {
    this.#amend(definition, parents, (members) => members.put(member));
  }

  /** Tells of a member that was deleted. */
  remove(definition: Definition, parents: Parents, id: string): void {
    this.#amend(definition, parents, (members) => members.remove(id));
  }

  /** Also for a list that is under way: its answer may be from before the change. */
  #amend(definition: Definition, parents: Parents, change: (members: Members) => void): void {
    this.#lists.get(pathOf(definition, parents))?.then(change, () => undefined);
  }
}
