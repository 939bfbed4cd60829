import { Comm100Error } from "../core/errors";
import { writeBackup } from "./backup";
import { type Deployment, exportStack, importStack, resourcesOf } from "./deployment";
import { fingerprintOf } from "./fingerprint";
import { fitsImportFile, hasImportFiles, importByFile, protectImported } from "./import-file";
import type { ImportPlan } from "./import-plan";
import { pulumiVersion } from "./pulumi-cli";
import { holdsSecret } from "./secret-values";

/**
 * How the state is changed: by Pulumi's engine, with `pulumi import --file`, or with `pulumi stack import` of the
 * whole state.
 */
export const methods = ["engine", "state"] as const;
export type Method = (typeof methods)[number];

/**
 * The way that a person asked for; else the engine's, where the CLI has it and the file can carry everything.
 *
 * @throws Comm100Error for the engine's way with a CLI that doesn't have it
 */
export async function methodFor(plan: ImportPlan, wanted?: Method): Promise<Method> {
  const version = (await pulumiVersion()) ?? "";
  if (wanted === "engine" && !hasImportFiles(version)) {
    throw new Comm100Error(
      `pulumi ${version} can't import with inputs and outputs; that came with 3.254.0. Leave --method out, or update Pulumi.`,
    );
  }
  return wanted ?? (hasImportFiles(version) && fitsImportFile(plan.added) ? "engine" : "state");
}

/**
 * Adds the resources of the plan to the stack's state. Touches nothing else.
 *
 * @returns the file with the state as it was
 * @throws Comm100Error when somebody has changed the state since the plan was made, or Pulumi refuses
 */
export async function carryOutImport(plan: ImportPlan, method: Method): Promise<string> {
  const { stack, before, added } = plan;
  refuseWithoutKey(plan, method);
  if (!isSame(before, await exportStack(stack))) {
    throw new Comm100Error(
      `Stack "${stack.name}" was changed by somebody else while this ran. Nothing was written; run the command again.`,
    );
  }
  const backup = writeBackup(stack, before, added);
  if (method === "engine") {
    await importByFile(stack, resourcesOf(before), added);
    await protectImported(stack, added);
  } else await importStack(stack, withResources(before, [...resourcesOf(before), ...added]));
  return backup;
}

const withResources = (state: Deployment, resources: Deployment["deployment"]["resources"]): Deployment => ({
  ...state,
  deployment: { ...state.deployment, ...(resources && { resources }) },
});

function isSame(one: Deployment, other: Deployment): boolean {
  const text = (state: Deployment) => JSON.stringify(resourcesOf(state).map(fingerprintOf));
  return text(one) === text(other);
}

/** In a state without a secrets provider Pulumi would have nothing to encrypt secrets with. */
function refuseWithoutKey({ stack, before, added }: ImportPlan, method: Method): void {
  if (method === "engine" || before.deployment.secrets_providers || !holdsSecret(added)) return;
  throw new Comm100Error(
    `The state of stack "${stack.name}" names no secrets provider yet, so its secrets couldn't be encrypted. Nothing was changed. Run the command with --method engine, which has Pulumi add one.`,
  );
}
