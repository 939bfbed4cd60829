import { resolve } from "node:path";
import { Comm100Error } from "../core/errors";
import { definitionNamed } from "../definitions";
import { internal, typeToken } from "../pulumi/identity";
import { projectRoot } from "./project-root";
import { runPulumi } from "./pulumi-cli";

type Bag = Readonly<Record<string, unknown>>;

/** A resource as a stack's state has it; properties that aren't named here are carried along. */
export interface StateResource {
  urn: string;
  custom: boolean;
  type: string;
  id?: string;
  inputs?: Bag;
  outputs?: Bag;
  parent?: string;
  /** `<urn>::<id>` of the provider. */
  provider?: string;
  dependencies?: readonly string[];
  propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  deletedWith?: string;
  additionalSecretOutputs?: readonly string[];
  external?: boolean;
  protect?: boolean;
  delete?: boolean;
  pendingReplacement?: boolean;
}

/** A stack's state as `pulumi stack export` writes it; properties that aren't named here are carried along. */
export interface Deployment {
  version: number;
  deployment: {
    secrets_providers?: { type: string };
    resources?: readonly StateResource[];
    pending_operations?: readonly { type: string }[];
  };
}

/** Where a stack is. */
export interface StackPlace {
  name: string;
  /** Folder of the project. */
  folder: string;
}

/** @param folder default: the current one */
export const stackPlace = (name: string, folder = "."): StackPlace => ({ name, folder: resolve(folder) });

/** The version of states that this package understands. */
const understoodVersion = 3;

/**
 * A stack's state, with secrets encrypted.
 *
 * @throws Comm100Error when there is no such stack
 */
export async function exportStack(stack: StackPlace): Promise<Deployment> {
  return JSON.parse(await exportText(stack, [])) as Deployment;
}

/** A stack's state with its secrets in clear: for use in memory, never to be written or shown. */
export async function exportWithSecrets(stack: StackPlace): Promise<Deployment> {
  return JSON.parse(await exportText(stack, ["--show-secrets"])) as Deployment;
}

async function exportText({ name, folder }: StackPlace, flags: readonly string[]): Promise<string> {
  const { exitCode, output, notes } = await runPulumi(["stack", "export", "--stack", name, ...flags], {
    folder,
  });
  if (exitCode === 0) return output;
  throw (
    (await missing({ name, folder })) ??
    new Comm100Error(`The state of stack "${name}" can't be read: ${saidBy(notes)}`)
  );
}

/**
 * Why a command of Pulumi may have failed that has to do with the stack itself: there is no project, or no such stack.
 * Asks for it, as Pulumi's own words aren't made to be decided by.
 */
export async function missing({ name, folder }: StackPlace): Promise<Comm100Error | undefined> {
  if (projectRoot(folder) === undefined) {
    return new Comm100Error(`There is no Pulumi project in ${folder}: say --cwd with its folder.`);
  }
  const stacks = await stackNames(folder);
  if (stacks === undefined || stacks.includes(lastPart(name))) return undefined;
  return new Comm100Error(
    `There is no stack "${name}". pulumi stack ls shows those that there are; pulumi stack init ${name} makes it.`,
  );
}

/** The names of a project's stacks, without organisation and project; undefined where they can't be listed. */
async function stackNames(folder: string): Promise<string[] | undefined> {
  const { exitCode, output } = await runPulumi(["stack", "ls", "--json"], { folder });
  if (exitCode !== 0) return undefined;
  return (JSON.parse(output) as { name: string }[]).map(({ name }) => lastPart(name));
}

const lastPart = (name: string) => name.slice(name.lastIndexOf("/") + 1);

/** What a failed command of Pulumi said, in a line. */
export const saidBy = (notes: string) =>
  notes
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ");

/** Replaces a stack's state. Pulumi encrypts secrets that are in clear, and gets them by a pipe. */
export async function importStack({ name, folder }: StackPlace, deployment: Deployment): Promise<void> {
  const { exitCode, notes } = await runPulumi(["stack", "import", "--stack", name], {
    folder,
    input: JSON.stringify(deployment),
  });
  if (exitCode !== 0) {
    throw new Comm100Error(`Pulumi refused the new state of stack "${name}": ${saidBy(notes)}`);
  }
}

export const resourcesOf = ({ deployment }: Deployment) => deployment.resources ?? [];

/** Whether the resource is one of this package's. */
export const isOfThisPackage = ({ type }: { type: string }) => type.startsWith(typeToken(""));

/** @throws Comm100Error for a state that isn't understood, or that an update has left unfinished */
export function checkDeployment({ name }: StackPlace, deployment: Deployment): void {
  const problem = problemOf(deployment);
  if (problem !== undefined) {
    throw new Comm100Error(`The state of stack "${name}" is left alone: ${problem}`);
  }
}

function problemOf(state: Deployment): string | undefined {
  if (state.version !== understoodVersion) {
    return `it has version ${state.version}, and this version of pulumi-comm100 understands ${understoodVersion} only. Update the package.`;
  }
  if ((state.deployment.pending_operations ?? []).some(({ type }) => !harmless.includes(type))) {
    return "an update was interrupted and its operations are still pending. Run pulumi refresh first; it asks what to do about them.";
  }
  for (const resource of resourcesOf(state)) {
    const problem = problemWith(resource);
    if (problem !== undefined) return `${resource.urn} ${problem}`;
  }
  return undefined;
}

/** Operations that change nothing on a site: one that was interrupted left nothing there. */
const harmless = ["importing", "reading"];

function problemWith(resource: StateResource): string | undefined {
  if (resource.delete || resource.pendingReplacement) {
    return "is half replaced. Finish that with pulumi up first.";
  }
  if (!isOfThisPackage(resource) || resource.external) return undefined;
  const kind = resource.inputs?.[internal.kind];
  const definition = definitionNamed(kind);
  if (!definition) {
    return `is of a kind that this version of pulumi-comm100 doesn't have (${String(kind)}). Was the state written by a later version? Then update the package.`;
  }
  const isWhole =
    resource.type === typeToken(definition.name) &&
    resource.id !== undefined &&
    resource.outputs?.[internal.kind] === kind &&
    resource.outputs?.[internal.provider] !== undefined;
  return isWhole ? undefined : "isn't as this package writes it: was it edited by hand? Put it right first.";
}
