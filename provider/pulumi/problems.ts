import * as pulumi from "@pulumi/pulumi";
import { unknownSettings } from "../api/settings";
import { type Problem, problemText } from "../core/validate";
import { visible, visibleLines } from "../text/visible";
import { packageProblems } from "./beside-program";
import { failRun } from "./failed-run";
import { hasEngine } from "./host";
import { perRun } from "./per-run";

interface ResourceProblems {
  /** `Campaign "sales"` */
  place: string;
  problems: readonly Problem[];
}

/** The resources that were declared since the program last gave up control, and their problems. */
interface Batch {
  byResource: ResourceProblems[];
  checked: Promise<void>;
}

const current = perRun<{ batch?: Batch }>(() => ({}));

/**
 * Reports what is wrong with a resource. The engine stops at the first resource whose check fails; so that
 * a person sees all mistakes of a program at once, registrations wait until the program has declared
 * everything it declares in one go, and none is made if any of them has a problem.
 *
 * @returns resolves when the program may go on: all is well, or the run has failed and nothing is registered any more
 * @throws RunError in a unit test, where the line that declares the resource is the place to look at
 */
export function report(kind: string, name: string, problems: readonly Problem[]): Promise<void> {
  const own = problems.length > 0 ? [{ place: `${kind} "${name}"`, problems }] : [];
  if (!hasEngine()) {
    const byResource = [...configurationProblems(), ...own];
    if (byResource.length > 0) throw programError(messageOf(byResource));
    return Promise.resolve();
  }
  const run = current();
  run.batch ??= openBatch(() => {
    delete run.batch;
  });
  run.batch.byResource.push(...own);
  return run.batch.checked;
}

function openBatch(close: () => void): Batch {
  const byResource = [...configurationProblems(), ...packageProblems()];
  const checked = new Promise<void>((resolve, reject) => {
    setImmediate(() => {
      close();
      if (byResource.length > 0) failRun(programError(messageOf(byResource))).then(resolve, reject);
      else resolve();
    });
  });
  return { byResource, checked };
}

/** Names in the stack's configuration that are no settings, such as `comm100:apikey`. */
function configurationProblems(): ResourceProblems[] {
  const configuredKeys = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith("comm100:"));
  const problems = unknownSettings(configuredKeys.map((key) => key.slice("comm100:".length)));
  return problems.length === 0 ? [] : [{ place: "Configuration comm100", problems }];
}

function messageOf(byResource: readonly ResourceProblems[]): string {
  const lines = byResource.flatMap(({ place, problems }) =>
    problems.map((problem) => `  ${visible(`${place}: ${problemText(problem)}`)}`),
  );
  const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
  const more = lines.length > mostShown ? [`  … and ${lines.length - mostShown} more.`] : [];
  return [
    `comm100: ${count} in this program; nothing was sent to Comm100.`,
    ...lines.slice(0, mostShown),
    ...more,
  ].join("\n");
}

/** One mistake in a loop makes hundreds. */
const mostShown = 50;

/** Pulumi shows a RunError without a stack, and once, however many registrations it ends. */
export function programError(text: string): Error {
  const message = visibleLines(text);
  const error = new pulumi.RunError(message);
  // The SDK writes the name of the input that failed in front of the message, once for each registration.
  Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
  // Making the text of a stack takes Node 20 many seconds in a program: it reads the source maps of the SDK.
  error.stack = message;
  return error;
}
