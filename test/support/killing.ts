import { onTestFinished } from "vitest";
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
  /** Replaces the program, which declares sixty objects at first. */
  declare(program: string): void;
}

const description = sixtyObjects();
const program = `new comm100.LiveChatSite("shop", ${JSON.stringify(description)});`;

/**
 * Ended and removed after the test.
 *
 * @param environment of the engine and all that it starts
 */
export async function openLane(engine: Engine, environment: Record<string, string> = {}): Promise<Lane> {
  const gate = await openGate();
  const project = createProject();
  project.write(program);
  let emulator: TestEmulator | undefined;
  const stack = await engine.createStack({
    project: project.folder,
    config: { "comm100:email": "agent@example.com", "comm100:apiKey": { secret: "emulator-api-key" } },
    // One site for all lanes, so that a state may be that of another one.
    environment: { COMM100_BASE_URL: site, COMM100_REROUTE: `${site}=${gate.url}`, ...environment },
  });
  const empty = await stack.export();
  onTestFinished(async () => {
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
    declare: (text) => project.write(text),
  };
}

const site = "https://site.example";

export interface Doomed {
  operation: Operation;
  /** It refreshes first. */
  refresh?: boolean;
  /** How many writes it makes when nothing disturbs it. */
  writes: number;
  /** Makes the site and the state what they are before it. */
  prepare(): Promise<TestEmulator>;
}

/** How often a kill that came too late is tried at an earlier moment. */
const MOST_TRIES = 6;

/**
 * Runs an operation that is killed, and does what the documentation tells to do then. A kill counts only while the
 * engine's process lives and the operation has writes to make. One that came too late is tried again, earlier.
 *
 * @returns the site, and what was needed to recover
 * @throws Error when the operation fails by itself, or ends every time before it can be killed
 */
export async function killed(
  lane: Lane,
  doomed: Doomed,
  { moment, isAlone }: Kill,
): Promise<{ emulator: TestEmulator; needed: string[] }> {
  let at = moment;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1, at = earlier(at)) {
    const emulator = await doomed.prepare();
    if (await isKilled(lane, doomed, { moment: at, isAlone }, emulator))
      return { emulator, needed: await lane.stack.recover() };
  }
  throw new Error(`${doomed.operation} has ended before it could be killed, ${MOST_TRIES} times`);
}

const earlier = ({ write, fate, after }: Moment): Moment => ({
  write: Math.ceil(write / 2),
  fate,
  // How late a write is carried out is no matter of when the kill comes.
  after: fate === "late" ? after : Math.floor(after / 2),
});

async function isKilled(
  { gate, stack }: Lane,
  { operation, refresh = false, writes }: Doomed,
  { moment, isAlone }: Kill,
  emulator: TestEmulator,
): Promise<boolean> {
  const kill = new AbortController();
  gate.watch(emulator.url, moment, () => {
    if (gate.answered < writes) kill.abort();
  });
  const result = await stack[operation]({
    refresh,
    ...(isAlone ? { killEngineOnly: kill.signal } : { kill: kill.signal }),
  });
  if (!result.killed && !result.succeeded)
    throw new Error(`The operation failed by itself:\n${result.output}`);
  return result.killed;
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
