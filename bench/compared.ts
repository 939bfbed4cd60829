import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../test/engine/real/run";
import { credentials, type TestEmulator } from "../test/support/emulator";
import { type Benchmark, type Options, type Row, rounded, timeOf } from "./support/benchmark";
import { openOurs } from "./support/programs";
import { type RawCall, rawCalls } from "./support/raw";
import { reset, variables, withEmulator } from "./support/sites";

export const compared: Benchmark = {
  name: "compared",
  about: "The same objects by what one would take instead",
  run: (options) => withEmulator(async (emulator) => ({ rows: await measure(emulator, options) })),
};

interface Way {
  name: string;
  /** The steps, in this order on one site. */
  steps: Record<string, () => Promise<unknown>>;
  dispose(): void;
}

async function measure(emulator: TestEmulator, { sizes }: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    for (const open of [ours, withoutCheckpoints, script, terraform]) {
      await reset(emulator);
      const way = await open(emulator, size);
      if (typeof way === "string") {
        rows.push({ objects: size, by: way });
        continue;
      }
      try {
        for (const [step, task] of Object.entries(way.steps)) {
          await emulator.forgetRequests();
          const seconds = rounded((await timeOf(task)) / 1000);
          rows.push({
            objects: size,
            by: way.name,
            step,
            s: seconds,
            calls: (await emulator.requests()).length,
          });
        }
      } finally {
        way.dispose();
      }
    }
  }
  return rows;
}

async function ours(
  emulator: TestEmulator,
  size: number,
  name = "pulumi-comm100",
  environment = {},
): Promise<Way> {
  const stack = await openOurs(emulator, size);
  const operate = (operation: "preview" | "up" | "refresh" | "destroy") => () =>
    stack.operate(operation, environment);
  return {
    name,
    steps: {
      apply: operate("up"),
      "plan, nothing changed": operate("preview"),
      refresh: operate("refresh"),
      destroy: operate("destroy"),
    },
    dispose: () => stack.dispose(),
  };
}

const withoutCheckpoints = (emulator: TestEmulator, size: number) =>
  ours(emulator, size, "pulumi-comm100, PULUMI_SKIP_CHECKPOINTS", { PULUMI_SKIP_CHECKPOINTS: "true" });

/** A script that knows nothing: it lists, creates what is missing, and later deletes all of it. */
async function script(emulator: TestEmulator, size: number): Promise<Way> {
  const path = "/customVariables";
  const list = async () =>
    (await rawCalls(emulator.url, [{ method: "GET", path }]))[0] as { id: string; name: string }[];
  const apply = async () => {
    const known = new Set((await list()).map(({ name }) => name));
    const missing = variables(size).filter(({ name }) => !known.has(name));
    await rawCalls(
      emulator.url,
      missing.map((body): RawCall => ({ method: "POST", path, body })),
    );
  };
  const destroy = async () => {
    const all = await list();
    await rawCalls(
      emulator.url,
      all.map(({ id }): RawCall => ({ method: "DELETE", path: `${path}/${id}` })),
    );
  };
  return { name: "a plain script", steps: { apply, "plan, nothing changed": apply, destroy }, dispose() {} };
}

/**
 * A generic REST provider. Terraform finds it as its own configuration says: a mirror in the file that
 * TF_CLI_CONFIG_FILE names, or the registry.
 */
async function terraform(emulator: TestEmulator, size: number): Promise<Way | string> {
  const folder = mkdtempSync(join(tmpdir(), "comm100-bench-"));
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(terraformSite(emulator.url, size)));
  const command = async (...args: string[]) => {
    const environment = { TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
    const finished = await run(["terraform", ...args, "-no-color"], {
      environment,
      folder,
      kill: new AbortController().signal,
    });
    if (finished.exitCode !== 0) throw new Error(finished.stderr || finished.stdout);
  };
  try {
    await command("init", "-input=false");
  } catch (error) {
    dispose();
    const why = String((error as Error).message)
      .replace(/[│╷╵\s]+/g, " ")
      .trim();
    return `Terraform: skipped, \`terraform init\` can't get Mastercard/restapi (${why.slice(0, 120) || "is terraform on PATH?"} …)`;
  }
  return {
    name: "Terraform with Mastercard/restapi",
    steps: {
      apply: () => command("apply", "-auto-approve", "-input=false"),
      "plan, nothing changed": () => command("plan", "-input=false"),
      destroy: () => command("destroy", "-auto-approve", "-input=false"),
    },
    dispose,
  };
}

function terraformSite(url: string, size: number) {
  const pair = Buffer.from(`${credentials.email}:${credentials.apiKey}`).toString("base64");
  return {
    terraform: { required_providers: { restapi: { source: "Mastercard/restapi" } } },
    provider: {
      restapi: {
        uri: `${url}/api/v3/livechat`,
        write_returns_object: true,
        headers: { Authorization: `Basic ${pair}`, "Content-Type": "application/json" },
      },
    },
    resource: {
      restapi_object: Object.fromEntries(
        variables(size).map((one, index) => [
          `variable_${index}`,
          { path: "/customVariables", data: JSON.stringify(one) },
        ]),
      ),
    },
  };
}
