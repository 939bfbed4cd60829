/** Several tasks at once, or one alone. */
type Mode = "shared" | "alone";

interface Turn {
  mode: Mode;
  done: Promise<unknown>;
}

/**
 * Runs tasks of the same key one after the other, and tasks of other keys side by side. Shared tasks of one key run side
 * by side, too.
 */
export class Locks {
  readonly #turns = new Map<string, Turn[]>();

  async run<Result>(key: string, task: () => Promise<Result>, mode: Mode = "alone"): Promise<Result> {
    const turns = this.#turns.get(key) ?? [];
    this.#turns.set(key, turns);
    const before = turns.filter((turn) => mode === "alone" || turn.mode === "alone").map(({ done }) => done);
    const mine = before.length === 0 ? task() : Promise.all(before).then(task);
    const turn: Turn = { mode, done: mine.catch(() => undefined) };
    turns.push(turn);
    try {
      return await mine;
    } finally {
      turns.splice(turns.indexOf(turn), 1);
      if (turns.length === 0 && this.#turns.get(key) === turns) this.#turns.delete(key);
    }
  }
}
