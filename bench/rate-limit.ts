import { credentials, type TestEmulator } from "../test/support/emulator";
import { type Benchmark, type Options, type Row, rounded, timeOf } from "./support/benchmark";
import { openOurs } from "./support/programs";
import { reset, withEmulator } from "./support/sites";

const perSecond = 20;

/** How the service limits, and what of the allowed rate has to be reached. */
const limits = [
  { name: "429 with Retry-After", rate: { requests: perSecond, seconds: 1, retryAfter: true }, config: {} },
  { name: "429 without", rate: { requests: perSecond, seconds: 1, retryAfter: false }, config: {} },
  {
    name: "maxRequestsPerMinute",
    rate: { requests: perSecond * 60, seconds: 60, retryAfter: true },
    config: { "comm100:maxRequestsPerMinute": String(perSecond * 60) },
  },
] as const;

export const rateLimit: Benchmark = {
  name: "rate-limit",
  about: `pulumi up where the service allows ${perSecond} requests a second`,
  run: (options) => withEmulator(async (emulator) => ({ rows: await measure(emulator, options) })),
};

/** The first to the last request: what the engine does before and after is in the other benchmarks. */
async function measure(emulator: TestEmulator, { sizes }: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    for (const { name, rate, config } of limits) {
      await reset(emulator);
      const stack = await openOurs(emulator, size, config);
      try {
        await emulator.limit({ rate });
        // Writing the state takes longer than the limit does for many objects.
        const whole = await timeOf(() => stack.operate("up", { PULUMI_SKIP_CHECKPOINTS: "true" }));
        const log = await requestsOf(emulator);
        const times = log.map(({ at }) => Date.parse(at));
        const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
        const done = log.filter(({ status }) => status < 400).length;
        rows.push({
          objects: size,
          limit: name,
          "s in all": rounded(whole / 1000, 1),
          "s of calls": rounded(seconds, 1),
          calls: log.length,
          refused: log.filter(({ status }) => status === 429).length,
          "of the allowed rate": rounded(done / seconds / perSecond, 3),
          bound: name === "maxRequestsPerMinute" ? 0.95 : 0.9,
        });
      } finally {
        stack.dispose();
      }
    }
  }
  return rows;
}

async function requestsOf(emulator: TestEmulator): Promise<{ at: string; status: number }[]> {
  const pair = `${credentials.email}:${credentials.apiKey}`;
  const headers = { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
  return (await (await fetch(`${emulator.url}/_emulator/requests`, { headers })).json()) as {
    at: string;
    status: number;
  }[];
}
