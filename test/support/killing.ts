import { afterEach, expect } from "vitest";
import { createProject, type Engine, type Stack } from "../engine";
import { startTestEmulator, type TestEmulator } from "./emulator";
import { type Gate, type Moment, openGate } from "./gate";
import { peopleFor, sixtyObjects } from "./sixty-objects";

export type Operation = "up" | "destroy";

export interface Kill {
  moment: Moment;
  /** The engine's process alone: what it has started lives on. */
  isAlone: boolean;
}

/** A stack and a site that runs are killed on, one after the other. */
export interface Lane {
  readonly gate: Gate;
  readonly stack: Stack;
  /** Replaces the site by an empty one, kept in a folder if one is given, or by what a folder has kept. */
  site(dataDirectory?: string, isThere?: boolean): Promise<TestEmulator>;
  /** Forgets the state. */
  forget(): Promise<void>;
}

const description = sixtyObjects();
const program = `new comm100.LiveChatSite("shop", ${JSON.stringify(description)});`;

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((dispose) => dispose()));
});

/** @param environment of the engine and all that it starts */
export async function openLane(engine: Engine, environment: Record<string, string> = {}): Promise<Lane> {
  const gate = await openGate();
  const project = createProject();
  project.write(program);
  let emulator: TestEmulator | undefined;
  const stack = await engine.createStack({
    project: project.folder,
    config: { "comm100:email": "agent@example.com", "comm100:apiKey": { secret: "emulator-api-key" } },
    // From outside, so that a state may be that of another lane.
    environment: { COMM100_BASE_URL: gate.url, ...environment },
  });
  const empty = await stack.export();
  open.push(async () => {
    await stack.dispose();
    project.dispose();
    await gate.close();
    await emulator?.close();
  });
  return {
    gate,
    stack,
    async site(dataDirectory, isThere = false) {
      await emulator?.close();
      emulator = await startTestEmulator(dataDirectory === undefined ? {} : { dataDirectory });
      if (!isThere) await emulator.load(peopleFor(description));
      gate.watch(emulator.url);
      return emulator;
    },
    forget: () => stack.import(empty),
  };
}

/**
 * Runs an operation that is killed, and does what the documentation tells to do then.
 *
 * @returns what was needed for it
 */
export async function killed(
  { gate, stack }: Lane,
  emulator: TestEmulator,
  operation: Operation,
  { moment, isAlone }: Kill,
): Promise<string[]> {
  const kill = new AbortController();
  gate.watch(emulator.url, moment, () => kill.abort());
  const result = await stack[operation](isAlone ? { killEngineOnly: kill.signal } : { kill: kill.signal });
  expect({ isKilled: kill.signal.aborted, succeeded: result.succeeded }).toEqual({
    isKilled: true,
    succeeded: false,
  });
  return stack.recover();
}

/** So many moments, from the first write to nearly the last, of every fate and with different delays. */
export function momentsIn(writes: number, count: number): Moment[] {
  const fates = ["dropped", "late", "unanswered", "answered"] as const;
  return Array.from({ length: count }, (_, index) => {
    const fate = fates[index % fates.length] ?? "dropped";
    // Late enough for a second run to be under way, and not later than a request may take.
    const after = fate === "late" ? 100 + ((index * 37) % 400) : (index * 13) % 90;
    return { write: 1 + Math.floor((index * (writes - 3)) / count), fate, after };
  });
}

/** Keeps two cores busy. */
const LANES = 3;

/** Does the same with each item, several at once. Stops at the first failure. */
export async function inLanes<Item, Result>(
  engine: Engine,
  items: readonly Item[],
  task: (lane: Lane, item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async () => {
    const lane = await openLane(engine);
    while (next < items.length) {
      const index = next++;
      try {
        results[index] = await task(lane, items[index] as Item, index);
      } catch (error) {
        next = items.length;
        throw new Error(`${JSON.stringify(items[index])}: ${(error as Error).message}`, { cause: error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, items.length) }, work));
  return results;
}

/** `cancel 4, refresh 3`: how often each was needed. */
export function tally(needed: readonly string[][]): string {
  const counts = new Map<string, number>();
  for (const one of needed.flat()) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([what, count]) => `${what} ${count}`).join(", ") || "nothing";
}
