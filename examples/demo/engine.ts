import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Engine, findEngine, pulumiOnPath, realEngine } from "../../test/engine";

/**
 * The engine that runs the demo: `pulumi` on PATH, else the stand-in. With `--engine pulumi` a missing one is
 * fetched through the npm package `pulumi`; nothing is downloaded unasked.
 */
export async function chooseEngine(wanted: string | undefined): Promise<Engine> {
  if (wanted === undefined || wanted === "stand-in") return findEngine({ prefer: wanted });
  if (wanted !== "pulumi") throw new Error(`--engine ${wanted}: there are "pulumi" and "stand-in".`);
  return pulumiOnPath() ?? fetchPulumi();
}

const launcher = ["npx", "--yes", "pulumi"];

async function fetchPulumi(): Promise<Engine> {
  console.log("pulumi isn't on PATH; fetching it through the npm package pulumi …");
  const [command = "", ...args] = launcher;
  try {
    const { stdout } = await promisify(execFile)(command, [...args, "version"]);
    return realEngine(launcher, stdout.trim());
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    const reason = stderr.trim().split("\n").at(-1) ?? "";
    throw new Error(
      `Pulumi could not be fetched (${reason}). Its download host may be out of reach from here: install the Pulumi CLI another way, or run the demo without --engine.`,
    );
  }
}
