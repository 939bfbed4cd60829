import type { TestEmulator } from "../test/support/emulator";
import { type Benchmark, median, type Options, type Row, rounded, timeOf } from "./support/benchmark";
import { openNull, openOurs } from "./support/programs";
import { type RawCall, rawCalls } from "./support/raw";
import { reset, variables, withEmulator } from "./support/sites";
import type { BenchStack, Operation } from "./support/stack";

/** In this order on one stack: each finds what the one before has left. */
const operations = [
  { name: "preview (new)", operation: "preview", bound: 1.05 },
  { name: "up (new)", operation: "up", bound: 1.15 },
  { name: "preview (same)", operation: "preview", bound: 1.05 },
  { name: "up (same)", operation: "up", bound: 1.15 },
  { name: "refresh", operation: "refresh", bound: 1.1 },
  { name: "destroy", operation: "destroy", bound: 1.15 },
] as const satisfies { name: string; operation: Operation; bound: number }[];

type Times = Record<string, number>;

export const engineFloor: Benchmark = {
  name: "engine-floor",
  about: "Pulumi operations, against a provider that does nothing plus the same calls made raw",
  run: (options) => withEmulator(async (emulator) => ({ rows: await measure(emulator, options) })),
};

async function measure(
  emulator: TestEmulator,
  { sizes, pairs, checkpoints: wanted, progress }: Options,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    for (const checkpoints of [true, false]) {
      if (wanted !== undefined && checkpoints !== wanted) continue;
      const environment = checkpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: "true" };
      const found: { floor: Times; ours: Times; raw: Times; state: number; calls: Times }[] = [];
      for (let pair = 0; pair < pairs; pair++) {
        progress(
          `${size} objects, ${checkpoints ? "with" : "without"} checkpoints, pair ${pair + 1} of ${pairs}`,
        );
        const raw = await rawTimes(emulator, size);
        await reset(emulator);
        const floor = await timesOf(await openNull(size), environment);
        const ours = await timesOf(await openOurs(emulator, size), environment, emulator);
        found.push({
          floor: floor.times,
          ours: ours.times,
          raw,
          calls: ours.calls,
          state: ours.state / floor.state,
        });
      }
      const of = (pick: (one: (typeof found)[number]) => number) => median(found.map(pick));
      const mode = checkpoints ? "yes" : "no";
      for (const { name, bound } of operations) {
        const floorOf = (one: (typeof found)[number]) => (one.floor[name] ?? 0) + (one.raw[name] ?? 0);
        rows.push({
          objects: size,
          checkpoints: mode,
          operation: name,
          "floor s": rounded(of(({ floor }) => floor[name] ?? 0) / 1000),
          "raw calls s": rounded(of(({ raw }) => raw[name] ?? 0) / 1000, 3),
          "ours s": rounded(of(({ ours }) => ours[name] ?? 0) / 1000),
          calls: found[0]?.calls[name] ?? 0,
          ratio: rounded(
            of((one) => (one.ours[name] ?? 0) / floorOf(one)),
            3,
          ),
          bound,
          "ms more per object": rounded(
            of((one) => ((one.ours[name] ?? 0) - floorOf(one)) / size),
            2,
          ),
        });
      }
      if (!checkpoints) continue;
      rows.push({
        objects: size,
        operation: "state bytes",
        ratio: rounded(
          of(({ state }) => state),
          3,
        ),
        bound: 1.2,
      });
    }
  }
  return rows;
}

async function timesOf(
  stack: BenchStack,
  environment: Readonly<Record<string, string>>,
  emulator?: TestEmulator,
): Promise<{ times: Times; calls: Times; state: number }> {
  const times: Times = {};
  const calls: Times = {};
  let state = 0;
  try {
    for (const { name, operation } of operations) {
      await emulator?.forgetRequests();
      times[name] = await timeOf(() => stack.operate(operation, environment));
      calls[name] = (await emulator?.requests())?.length ?? 0;
      if (name === "up (new)") state = stack.stateBytes();
    }
  } finally {
    stack.dispose();
  }
  return { times, calls, state };
}

/** The calls that an operation can't do without. */
async function rawTimes(emulator: TestEmulator, size: number): Promise<Times> {
  await reset(emulator);
  const path = "/customVariables";
  const list: RawCall[] = [{ method: "GET", path }];
  const creations = variables(size).map((body): RawCall => ({ method: "POST", path, body }));
  const up = await timeOf(async () => {
    await rawCalls(emulator.url, list);
    await rawCalls(emulator.url, creations);
  });
  const refresh = await timeOf(() => rawCalls(emulator.url, list));
  const all = await emulator.call<{ id: string }[]>("GET", path);
  const deletions = all.map(({ id }): RawCall => ({ method: "DELETE", path: `${path}/${id}` }));
  const destroy = await timeOf(() => rawCalls(emulator.url, deletions));
  return { "up (new)": up, refresh, destroy };
}
