import { Comm100Error } from "../core/errors";
import { type StackPlace, type StateResource, saidBy } from "./deployment";
import { typeOf } from "./imported";
import { writeThroughPipe } from "./named-pipe";
import { nameOf, urnOfReference } from "./planned";
import { runPulumi } from "./pulumi-cli";
import { isAtLeast } from "./version";

/**
 * Whether `pulumi import --file` of this version can add a resource without reading it, which fails for dynamic ones:
 * its files hold inputs and outputs (pulumi/pulumi CHANGELOG, 3.254.0).
 */
export const hasImportFiles = (version: string) => isAtLeast(version, "3.254.0");

/**
 * Properties that a state holds and an import file doesn't. The engine leaves them empty until the next `pulumi up`
 * (pkg/resource/deploy/import.go, importResources), and a destroy before that would run in another order.
 */
const onlyInState = [
  "dependencies",
  "deletedWith",
  "additionalSecretOutputs",
  "ignoreChanges",
  "replaceOnChanges",
  "replaceWith",
  "customTimeouts",
  "retainOnDelete",
  "aliases",
];

/** Whether an import file would lose nothing of the resources; what is protected is told to the engine afterwards. */
export const fitsImportFile = (added: readonly StateResource[]) =>
  added.every((resource) => onlyInState.every((name) => isEmpty(Reflect.get(resource, name))));

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === false ||
  value === "" ||
  (typeof value === "object" && Object.keys(value ?? {}).length === 0);

/** Has Pulumi's engine add the resources. It gets the file, which has secrets in clear, by a pipe. */
export async function importByFile(
  { name, folder }: StackPlace,
  inState: readonly StateResource[],
  added: readonly StateResource[],
): Promise<void> {
  const file = JSON.stringify(importFile(inState, added));
  const { exitCode, output, notes } = await writeThroughPipe(file, (path) =>
    runPulumi(
      [
        ...["import", "--file", path, "--stack", name, "--yes", "--skip-preview"],
        ...["--generate-code=false", "--protect=false"],
      ],
      { folder },
    ),
  );
  if (exitCode !== 0) {
    throw new Comm100Error(
      `pulumi import failed; run the command again, which goes on where it stopped: ${saidBy(notes === "" ? output : notes)}`,
    );
  }
}

/** Protects those of the resources that are to be: the file of an import can't say which. */
export async function protectImported({ name, folder }: StackPlace, added: readonly StateResource[]) {
  const urns = added.filter(({ protect }) => protect).map(({ urn }) => urn);
  if (urns.length === 0) return;
  const { exitCode, notes } = await runPulumi(["state", "protect", ...urns, "--stack", name, "--yes"], {
    folder,
  });
  if (exitCode === 0) return;
  const command = `pulumi state protect ${urns.map((urn) => `'${urn}'`).join(" ")}`;
  throw new Comm100Error(
    `Everything is imported, but couldn't be protected: ${saidBy(notes)} To do it by hand: ${command}`,
  );
}

/** @returns the file for `pulumi import --file`; each resource is called by its URN, as names needn't differ */
export function importFile(inState: readonly StateResource[], added: readonly StateResource[]): object {
  const stackType = "pulumi:pulumi:Stack";
  const isStack = (urn: string | undefined) => urn !== undefined && typeOf(urn) === stackType;
  const isDefaultProvider = ({ urn, parent }: StateResource) => isProvider(urn) && parent === undefined;
  const resources = added.filter((resource) => !isStack(resource.urn) && !isDefaultProvider(resource));
  const named = new Set(resources.map(({ urn }) => urn));
  const namedUrns = inState.filter(({ urn }) => !isStack(urn)).map(({ urn }) => [urn, urn]);
  return {
    nameTable: Object.fromEntries(namedUrns),
    resources: resources.map((resource) => {
      const { urn, type, id, inputs, outputs, custom, parent, provider } = resource;
      const site = provider === undefined ? undefined : urnOfReference(provider);
      // The default provider isn't named: the engine makes it itself, with the stack's configuration.
      const isExplicit =
        site !== undefined && (named.has(site) || inState.some((one) => one.urn === site && one.parent));
      return {
        type,
        name: urn,
        logicalName: nameOf(urn),
        ...(parent !== undefined && !isStack(parent) && { parent }),
        ...(isExplicit && { provider: site }),
        ...(custom ? { inputs } : { component: true }),
        ...(custom && !isProvider(urn) && { id, outputs }),
      };
    }),
  };
}

const isProvider = (urn: string) => typeOf(urn).startsWith("pulumi:providers:");
