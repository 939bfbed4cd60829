import { Comm100Error } from "../core/errors";
import { missing, type StackPlace, saidBy } from "./deployment";
import { type Diagnostic, type Digest, digestIn, errorsIn, type Step } from "./digest";
import { readThroughPipe } from "./named-pipe";
import { type CountCalls, runCounted } from "./pulumi-cli";

type Bag = Readonly<Record<string, unknown>>;

/** How the inputs of a resource come about from those in the state. */
export interface InputChange {
  adds?: Bag;
  updates?: Bag;
  deletes?: readonly string[];
}

export interface Preview {
  /** Each step comes after those of the resources that its own resource needs. */
  steps: readonly Step[];
  /** How many resources there are of each operation, such as `create`. */
  counts: Readonly<Record<string, number>>;
  /** What was told on the way. */
  diagnostics: readonly Diagnostic[];
  /** The stack's configuration by its full keys, without secrets. */
  config: Readonly<Record<string, string>>;
}

export interface PreviewWithSecrets extends Preview {
  /** By URN, also of providers. Secrets are in clear: for use in memory, never to be written or shown. */
  inputs: Readonly<Record<string, InputChange>>;
}

interface SavedPlan {
  resourcePlans?: Readonly<Record<string, { goal?: { inputDiff?: InputChange } }>>;
}

/**
 * What `pulumi up` would do. Writes nothing to the site.
 *
 * @throws Comm100Error with what Pulumi says when the preview fails
 */
export async function previewStack(
  stack: StackPlace,
  countCalls: CountCalls,
  flags: readonly string[] = [],
): Promise<Preview> {
  const args = ["preview", "--json", "--stack", stack.name, ...flags];
  const { exitCode, output, notes } = await runCounted(args, { folder: stack.folder }, countCalls);
  const digest = digestIn(output);
  if (exitCode !== 0 || !digest) throw await failure(stack, digest, notes);
  const { steps = [], changeSummary = {}, diagnostics = [], config = {} } = digest;
  return { steps, counts: changeSummary, diagnostics, config };
}

/** As `previewStack`, with the inputs from the plan that Pulumi saves: nothing in it is masked. */
export async function previewWithSecrets(
  stack: StackPlace,
  countCalls: CountCalls,
): Promise<PreviewWithSecrets> {
  const { result, text } = await readThroughPipe((path) =>
    previewStack(stack, countCalls, ["--show-secrets", "--save-plan", path]),
  );
  if (text === "") {
    throw new Comm100Error(
      "This version of Pulumi saves no plan with pulumi preview --save-plan. Update it.",
    );
  }
  const { resourcePlans = {} } = JSON.parse(text) as SavedPlan;
  const inputs = Object.entries(resourcePlans).map(([urn, { goal }]) => [urn, goal?.inputDiff ?? {}]);
  return { ...result, inputs: Object.fromEntries(inputs) };
}

/** What an update would do to a resource. */
export interface Change {
  /** `create`, `update`, `delete`, `replace` and so on. */
  op: string;
  urn: string;
}

/** Operations that leave the resource and its object as they are. */
const idle = ["same", "read"];

export const changesOf = ({ steps }: Preview): Change[] =>
  steps.filter(({ op }) => !idle.includes(op)).map(({ op, urn }) => ({ op, urn }));

/** What `pulumi up` would change now. */
export const pendingChanges = async (stack: StackPlace, countCalls: CountCalls): Promise<Change[]> =>
  changesOf(await previewStack(stack, countCalls));

async function failure(stack: StackPlace, digest: Digest | undefined, notes: string): Promise<Comm100Error> {
  const absent = digest ? undefined : await missing(stack);
  if (absent) return absent;
  const said = errorsIn(digest)
    .map(({ message }) => message.trim().replace(/^error: /, ""))
    .join("\n");
  return new Comm100Error(
    `pulumi preview of stack "${stack.name}" failed, and nothing was changed: ${said === "" ? saidBy(notes) : said}`,
  );
}
