import { parse } from "yaml";
import type { Ended, Runner } from "./shell";

interface Step {
  id?: string;
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  env?: Record<string, string>;
}

export interface Job {
  needs?: string;
  if?: string;
  environment?: string;
  permissions?: Record<string, string>;
  concurrency?: { group: string; "cancel-in-progress": boolean };
  strategy?: { matrix: Record<string, string> };
  outputs?: Record<string, string>;
  env?: Record<string, string>;
  steps: Step[];
}

export interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

export const readWorkflow = (runner: Runner, name: string) =>
  parse(runner.read(`.github/workflows/${name}.yml`)) as Workflow;

type Context = Readonly<Record<string, unknown>>;

/** What a job of a workflow knows: `github`, `needs`, and the secrets of its environment. */
export interface Given {
  context: Context;
  secrets(environment: string | undefined): Readonly<Record<string, string>>;
  /** What the runner has set. */
  environment: Readonly<Record<string, string>>;
}

export interface RanJob extends Ended {
  environment: string | undefined;
  concurrency: string | undefined;
  outputs: Record<string, string>;
  summary: string;
}

/** The values of a job's matrix, one for each run of it; a single undefined where it has none. */
export function matrixOf({ strategy }: Job, context: Context): Context[] {
  if (!strategy) return [{}];
  return Object.entries(strategy.matrix).flatMap(([name, value]) =>
    (filled(value, context) as unknown[]).map((one) => ({ [name]: one })),
  );
}

/** Runs the commands of a job; actions of others are left out. */
export async function runJob(runner: Runner, job: Job, given: Given, matrix: Context = {}): Promise<RanJob> {
  const outer = { ...given.context, matrix };
  const environment = job.environment && String(filled(job.environment, outer));
  const context = { ...outer, secrets: given.secrets(environment) };
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  let ended: Ended = { code: 0, output: "" };
  runner.put("summary.md", "");
  for (const step of job.steps) {
    const now = { ...context, steps, failed: ended.code !== 0 };
    if (step.run === undefined || !evaluate(step.if ?? "success()", now)) continue;
    runner.put("outputs.txt", "");
    const own = filledIn({ ...job.env, ...step.env }, now);
    const files = { GITHUB_OUTPUT: "outputs.txt", GITHUB_STEP_SUMMARY: "summary.md" };
    const { code, output } = await runner.run(step.run, { ...given.environment, ...own, ...files });
    ended = { code: ended.code || code, output: ended.output + output };
    if (step.id) steps[step.id] = { outputs: outputsIn(runner.read("outputs.txt")) };
  }
  return {
    ...ended,
    environment,
    concurrency: job.concurrency && String(filled(job.concurrency.group, outer)),
    outputs: ended.code === 0 ? filledIn(job.outputs ?? {}, { ...context, steps }) : {},
    summary: runner.read("summary.md"),
  };
}

const filledIn = (texts: Readonly<Record<string, string>>, context: Context) =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, String(filled(text, context) ?? "")]),
  );

const outputsIn = (text: string) =>
  Object.fromEntries(
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

/** A text with the values of its expressions; a value where it is nothing but one. */
function filled(text: string, context: Context): unknown {
  const whole = /^\$\{\{([^}]*)\}\}$/.exec(text);
  if (whole) return evaluate(whole[1] ?? "", context);
  return text.replace(/\$\{\{([^}]*)\}\}/g, (_found, expression: string) =>
    String(evaluate(expression, context)),
  );
}

/** What of GitHub's expressions is in use here. @throws Error for what a context doesn't have */
export function evaluate(expression: string, context: Context): unknown {
  const text = expression.trim();
  const either = text.split("||");
  if (either.length > 1) return either.some((one) => evaluate(one, context));
  const equal = text.split("==");
  if (equal.length > 1) return evaluate(equal[0] ?? "", context) === evaluate(equal[1] ?? "", context);
  const call = /^(\w+)\((.*)\)$/.exec(text);
  if (call?.[1] === "success") return context.failed !== true;
  if (call?.[1] === "failure") return context.failed === true;
  if (call?.[1] === "fromJSON") return JSON.parse(String(evaluate(call[2] ?? "", context))) as unknown;
  return text.split(".").reduce<unknown>((value, name) => {
    const found = typeof value === "object" && value !== null ? (value as Context)[name] : undefined;
    if (found === undefined) throw new Error(`The workflow asks for ${text}, which there isn't`);
    return found;
  }, context);
}
