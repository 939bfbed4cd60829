import type { ObjectsApi } from "../api/objects";
import { type Parents, pathOf } from "../api/path";
import type { Definition, Properties } from "../core/definition";
import { Members } from "./members";

/** What is known of a collection whose list has nothing, while this run looks for its members. */
interface Sample {
  asked: number;
  /** A member is there that the list lacks. */
  isWrong: boolean;
  /** When the last one that was asked for is answered. */
  turn: Promise<unknown>;
}

/** How many members of a collection that seems to have vanished are asked for before the others. */
const sampleSize = 3;

/**
 * Every collection that this run has looked at: listed once, shared by all who ask, and kept up to date
 * with what this run writes. So a run reads or creates any number of members with one list call.
 */
export class Collections {
  readonly #api: ObjectsApi;
  readonly #lists = new Map<string, Promise<Members>>();
  readonly #samples = new Map<string, Sample>();

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

  /**
   * Asks for a member of a collection that seems to have vanished. The first few are asked for one after the other. If one of
   * them is there, the list is wrong, and another one may have the rest; if all of them are gone, the rest is asked for.
   *
   * @param ask for the member by its id
   */
  async sampled(
    definition: Definition,
    parents: Parents,
    id: string,
    ask: () => Promise<Properties | undefined>,
  ): Promise<Properties | undefined> {
    const path = pathOf(definition, parents);
    const sample = this.#samples.get(path) ?? { asked: 0, isWrong: false, turn: Promise.resolve() };
    this.#samples.set(path, sample);
    const turn = sample.turn.then(async () => {
      if (sample.isWrong || sample.asked === sampleSize) return undefined;
      sample.asked += 1;
      const answer = await ask();
      if (answer) {
        sample.isWrong = true;
        await this.listAgain(definition, parents);
      }
      return { answer };
    });
    sample.turn = turn.catch(() => undefined);
    const sampled = await turn;
    if (sampled) return sampled.answer;
    return (await this.members(definition, parents)).get(id) ?? ask();
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
