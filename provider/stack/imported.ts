import { randomUUID } from "node:crypto";
import { toInputs, toOutputs } from "../pulumi/bag";
import { internal } from "../pulumi/identity";
import { type Deployment, resourcesOf, type StateResource } from "./deployment";
import type { Matched } from "./matching";
import type { PreviewWithSecrets } from "./preview";
import { sealedLike, sealedNamed } from "./secret-values";

/**
 * What an update that finds everything there would have added to the state: the matched resources, and the stack,
 * components and providers that they need. Each resource comes after those that it needs. Secrets are marked, and in
 * clear.
 */
export function importedResources(
  preview: PreviewWithSecrets,
  matched: readonly Matched[],
  { state, protects }: { state: Deployment; protects: boolean },
): StateResource[] {
  const ids = new Map(resourcesOf(state).map(({ urn, id }) => [urn, id]));
  const added: StateResource[] = [];

  function add(resource: StateResource): void {
    ids.set(resource.urn, resource.id);
    const time = new Date().toISOString();
    added.push({ ...withoutMissing(resource, ids), ...{ created: time, modified: time } });
  }

  /** The stack, a component or a provider. */
  function addNeeded(urn: string | undefined): void {
    if (urn === undefined || ids.has(urn)) return;
    const needed = neededResource(preview, urn);
    addNeeded(needed.parent);
    add(needed);
  }

  for (const match of matched) {
    const { state: planned, provider, definition } = match.planned;
    const protect = planned.protect || (protects && definition.lostOnDelete !== undefined);
    addNeeded(planned.parent);
    addNeeded(provider);
    add({
      ...planned,
      ...valuesOf(match),
      provider: `${provider}::${ids.get(provider)}`,
      ...(protect && { protect }),
    });
  }
  return added;
}

function neededResource({ steps, inputs }: PreviewWithSecrets, urn: string): StateResource {
  const type = typeOf(urn);
  const isProvider = type.startsWith("pulumi:providers:");
  // A provider that the engine makes itself has no step of its own.
  const planned = steps.find((step) => step.urn === urn)?.newState ?? { urn, custom: isProvider, type };
  const values = inputs[urn]?.adds;
  if (!isProvider) return { ...planned, ...(values && { inputs: values }) };
  return { ...planned, id: randomUUID(), ...(values && { inputs: values, outputs: values }) };
}

/** `my:Component` of `urn:pulumi:stack::project::my:Parent$my:Component::name` */
export const typeOf = (urn: string) => (urn.split("::")[2] ?? "").replace(/^.*\$/, "");

/** The values as the provider process would have answered them, with secrets marked as the engine would have. */
function valuesOf({ planned, managed, site }: Matched): Pick<StateResource, "id" | "inputs" | "outputs"> {
  const { definition, sealedInputs, state } = planned;
  const provider = { [internal.provider]: sealedInputs[internal.provider] };
  const inputs = { ...toInputs(definition, managed.inputs, sealedInputs[internal.resource]), ...provider };
  const outputs = { ...toOutputs(definition, managed, site), ...provider };
  return {
    id: managed.id,
    inputs: sealedLike(sealedInputs, inputs) as StateResource["inputs"],
    outputs: sealedNamed(
      state.additionalSecretOutputs ?? [],
      sealedLike(sealedInputs, outputs) as Record<string, unknown>,
    ),
  } as Pick<StateResource, "id" | "inputs" | "outputs">;
}

/** The resource without its dependencies on what isn't in the state; the first update notes them again. */
function withoutMissing(resource: StateResource, ids: ReadonlyMap<string, unknown>): StateResource {
  const kept = (urns: readonly string[]) => urns.filter((urn) => ids.has(urn));
  const { dependencies, propertyDependencies, deletedWith, ...others } = resource;
  const byProperty = Object.entries(propertyDependencies ?? {}).map(([name, urns]) => [name, kept(urns)]);
  return {
    ...others,
    ...(dependencies && { dependencies: kept(dependencies) }),
    ...(propertyDependencies && { propertyDependencies: Object.fromEntries(byProperty) }),
    ...(deletedWith !== undefined && ids.has(deletedWith) && { deletedWith }),
  };
}
