import { spawnSync } from "node:child_process";
import type { Engine, EngineName } from "./engine";
import { realEngine } from "./real";
import { standInEngine } from "./stand-in";

export type * from "./engine";
export { createProject, type Project, type ProjectOptions } from "./project";
export { realEngine, standInEngine };

/**
 * The engine to use: `pulumi` on PATH when it is there, else the stand-in. The environment variable
 * COMM100_TEST_ENGINE, `pulumi` or `stand-in`, decides otherwise.
 *
 * @param prefer decides before the environment does, as for the demo's `--engine`
 * @throws Error when `pulumi` is wanted and isn't there
 */
export function findEngine({ prefer = forcedEngine() }: { prefer?: EngineName | undefined } = {}): Engine {
  if (prefer === "stand-in") return standInEngine();
  const pulumi = pulumiOnPath();
  if (pulumi) return pulumi;
  if (prefer === "pulumi") throw new Error(`The engine "pulumi" is asked for, but ${PULUMI_MISSING}.`);
  return standInEngine();
}

/** Every engine that is available here, for tests that hold on each of them. */
export function engines(): Engine[] {
  const forced = forcedEngine();
  if (forced) return [findEngine({ prefer: forced })];
  const pulumi = pulumiOnPath();
  return pulumi ? [standInEngine(), pulumi] : [standInEngine()];
}

/** Why what needs the real CLI can't be tested here; undefined where it can. */
export function pulumiMissing(): string | undefined {
  if (forcedEngine() === "stand-in") return "COMM100_TEST_ENGINE rules pulumi out";
  return pulumiOnPath() ? undefined : PULUMI_MISSING;
}

const PULUMI_MISSING = "pulumi is not on PATH";

let found: { path: string | undefined; engine: Engine | undefined } | undefined;

/** The real CLI; undefined when there is none that works. */
export function pulumiOnPath(): Engine | undefined {
  const path = process.env.PATH;
  if (!found || found.path !== path) found = { path, engine: lookForPulumi() };
  return found.engine;
}

function lookForPulumi(): Engine | undefined {
  const environment = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { status, stdout } = spawnSync("pulumi", ["version"], { encoding: "utf8", env: environment });
  return status === 0 ? realEngine(["pulumi"], stdout.trim()) : undefined;
}

function forcedEngine(): EngineName | undefined {
  const forced = process.env.COMM100_TEST_ENGINE;
  if (forced === undefined || forced === "") return undefined;
  if (forced === "pulumi" || forced === "stand-in") return forced;
  throw new Error(`COMM100_TEST_ENGINE is "${forced}"; it can be "pulumi" or "stand-in".`);
}
