import type { ClientOptions } from "../provider/api";
import { compareSites } from "../provider/site-document/compare";
import { exportSite } from "../provider/site-document/export";
import { credentials, type TestEmulator } from "../test/support/emulator";
import { type Benchmark, median, type Options, type Row, rounded, timeOf } from "./support/benchmark";
import { type RawCall, rawCalls } from "./support/raw";
import { reset, variables, withEmulatorApart } from "./support/sites";

export const siteReading: Benchmark = {
  name: "site-reading",
  about: "export and drift of a site, against the same calls made raw",
  run: (options) => withEmulatorApart(async (emulator) => ({ rows: await measure(emulator, options) })),
};

async function measure(emulator: TestEmulator, { sizes, pairs }: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    const campaigns = Math.max(1, Math.round(size / 20));
    await reset(emulator);
    await emulator.load(siteOf(campaigns, size));
    const options: ClientOptions = { baseUrl: emulator.url, credentials };
    await emulator.forgetRequests();
    await exportSite(options);
    const calls = await callsOf(emulator);
    for (const delayMs of answersAfter) {
      if (delayMs > 0) await emulator.fault({ path: "/**", times: 1_000_000, fault: { delayMs } });
      const ratios: { export: number; drift: number }[] = [];
      const seconds: number[] = [];
      for (let pair = 0; pair < pairs * 3; pair++) {
        const raw = await timeOf(() => rawCalls(emulator.url, calls));
        const exported = await timeOf(() => exportSite(options));
        const drift = await timeOf(() => driftOf(options));
        ratios.push({ export: exported / raw, drift: drift / raw });
        seconds.push(raw / 1000);
      }
      const about = {
        objects: size,
        campaigns,
        calls: calls.length,
        "answers after ms": delayMs,
        "raw s": rounded(median(seconds), 3),
      };
      for (const command of ["export", "drift"] as const) {
        const ratio = rounded(median(ratios.map((one) => one[command])), 3);
        rows.push({ ...about, command, ratio, bound: 1.2 });
      }
    }
  }
  return rows;
}

/** A service on this machine answers at once; none on the network does. */
const answersAfter = [0, 20];

/** What `comm100 drift` does with a document, without reading it from a file. */
async function driftOf(options: ClientOptions): Promise<void> {
  const { document } = await exportSite(options);
  const site = { document, isWhole: true };
  if (compareSites(site, site).length > 0) throw new Error("A site differs from itself.");
}

const siteOf = (campaigns: number, objects: number) => ({
  customVariables: variables(objects),
  campaigns: Array.from({ length: campaigns }, (_, index) => ({
    name: `Campaign ${index}`,
    chatButton: { type: "adaptive" },
    invitation: { autoInvitations: [] },
  })),
});

async function callsOf(emulator: TestEmulator): Promise<RawCall[]> {
  const log = (await (await fetch(`${emulator.url}/_emulator/requests`)).json()) as {
    method: "GET";
    path: string;
  }[];
  const below = "/api/v3/livechat";
  const others = log.filter(({ path }) => !path.startsWith(below));
  return log
    .filter((one) => !others.includes(one))
    .map(({ method, path }) => ({ method, path: path.slice(below.length) }));
}
