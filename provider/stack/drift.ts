import { Comm100Error } from "../core/errors";
import { definitionNamed } from "../definitions";
import { internal, withoutInternal } from "../pulumi/identity";
import { fieldDifferences, type PropertyDifference } from "../site-document/compare-fields";
import { type ListDifference, listDifferences } from "../site-document/compare-lists";
import { changedSecrets } from "./changed-secrets";
import { exportStack, isOfThisPackage, missing, resourcesOf, type StackPlace, saidBy } from "./deployment";
import { type Digest, digestIn, errorsIn, type Step } from "./digest";
import { callsToRead, type ExpectCalls } from "./expected-calls";
import { nameOf } from "./planned";
import { type CountCalls, runCounted } from "./pulumi-cli";

export interface ResourceDrift {
  urn: string;
  kind: string;
  /** Logical name. */
  name: string;
  /** `missing`: it was deleted on the site. */
  change: "changed" | "missing";
  /** The deployed value on the left, the live one on the right; secrets as `[secret]`. */
  properties: PropertyDifference[];
  /** The same as far as it is in lists of objects, told by the entries' names. */
  lists: ListDifference[];
}

export interface DriftOptions {
  /** Runs the program, too, as its configuration may have changed since the last update. */
  runProgram: boolean;
  expectCalls: ExpectCalls;
  countCalls: CountCalls;
}

/**
 * What differs between a stack and its site, by a refresh of the engine that changes nothing: neither the site
 * nor the state.
 *
 * @throws Comm100Error when the stack or an object of it can't be read
 */
export async function driftOfStack(
  stack: StackPlace,
  { runProgram, expectCalls, countCalls }: DriftOptions,
): Promise<ResourceDrift[]> {
  const flags = ["--preview-only", "--json", "--stack", stack.name, ...(runProgram ? ["--run-program"] : [])];
  const options = {
    folder: stack.folder,
    // Pulumi refuses a preview only where confirmations are skipped anyway.
    environment: { PULUMI_SKIP_CONFIRMATIONS: "false" },
  };
  // Side by side: one after the other would take longer by the start of an engine.
  const [{ exitCode, output, notes }] = await Promise.all([
    runCounted(["refresh", ...flags], options, countCalls),
    announce(stack, expectCalls),
  ]);
  const digest = digestIn(output);
  if (exitCode !== 0 || !digest) throw await failure(stack, digest, notes);
  return (digest.steps ?? []).flatMap(driftIn);
}

/** Says nothing about a stack that can't be read: the refresh tells. */
async function announce(stack: StackPlace, expectCalls: ExpectCalls): Promise<void> {
  const state = await exportStack(stack).catch(() => undefined);
  if (state) expectCalls(callsToRead(resourcesOf(state)));
}

function driftIn(step: Step): ResourceDrift[] {
  const { urn, oldState, newState } = step;
  const definition =
    oldState && isOfThisPackage(oldState) && definitionNamed(oldState.inputs?.[internal.kind]);
  if (!definition || oldState.external) return [];
  const about = { urn, kind: definition.name, name: nameOf(urn) };
  if (step.op === "delete") return [{ ...about, change: "missing", properties: [], lists: [] }];
  if (!newState) return [];
  const deployed = withoutInternal(oldState.inputs ?? {});
  const live = withoutInternal(newState.inputs ?? {});
  const differences = fieldDifferences(definition.inputs, deployed, live, "left");
  const properties = [...differences, ...changedSecrets(step, deployed, differences)];
  const lists = listDifferences(definition.inputs, deployed, live, "left");
  return properties.length === 0 ? [] : [{ ...about, change: "changed", properties, lists }];
}

/** One line for each cause, however many resources it hits. */
async function failure(stack: StackPlace, digest: Digest | undefined, notes: string): Promise<Comm100Error> {
  const errors = errorsIn(digest).filter(({ urn }) => urn);
  const said = errors.map(({ message, urn = "" }) => ({
    place: nameOf(urn),
    text: message.trim().replace(/^error: (Preview failed: )?/, ""),
  }));
  const [first] = said;
  if (!first) {
    return (
      (await missing(stack)) ??
      new Comm100Error(`pulumi refresh of stack "${stack.name}" failed: ${saidBy(notes)}`)
    );
  }
  const others = said.length === 1 ? "" : ` So it is for ${said.length - 1} more.`;
  return new Comm100Error(
    `The objects of stack "${stack.name}" can't be read. ${first.place}: ${first.text}${others}`,
  );
}
