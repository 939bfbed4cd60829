import type { Definition, Properties } from "../core/definition";
import { definitionNamed } from "../definitions";
import { internal, withoutInternal } from "../pulumi/identity";
import { isOfThisPackage, type StateResource } from "./deployment";
import type { PreviewWithSecrets } from "./preview";
import { revealed } from "./secret-values";

/** A resource of this package that the program declares and the stack doesn't have yet. */
export interface Planned {
  urn: string;
  /** Its logical name. */
  name: string;
  definition: Definition;
  /** As the program declares them, secrets in clear. */
  inputs: Properties;
  /** The same inputs as Pulumi has them: with the internal ones, and secrets marked. */
  sealedInputs: Readonly<Record<string, unknown>>;
  /** What the state would say, as far as a preview knows. */
  state: StateResource;
  /** The URN of the provider, which is the site. */
  provider: string;
}

/** What the program would have `pulumi up` create of this package, each after what it belongs to. */
export function plannedResources({ steps, inputs }: PreviewWithSecrets): Planned[] {
  return steps.flatMap(({ op, urn, newState }) => {
    if (op !== "create" || !newState || !isOfThisPackage(newState)) return [];
    const sealedInputs = inputs[urn]?.adds ?? {};
    const definition = definitionNamed(sealedInputs[internal.kind]);
    if (!definition) throw new Error(`The preview has no inputs of ${urn}`);
    return [
      {
        urn,
        name: nameOf(urn),
        definition,
        inputs: withoutInternal(revealed(sealedInputs) as Properties),
        sealedInputs,
        state: newState,
        provider: urnOfReference(newState.provider ?? ""),
      },
    ];
  });
}

/** `sales` of `urn:pulumi:stack::project::type::sales` */
export const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** `Campaign "sales"` */
export const resourceTitle = ({ definition, name }: Planned) => `${definition.name} "${name}"`;

/** A reference to a provider is its URN and its id. */
export const urnOfReference = (reference: string) => reference.slice(0, reference.lastIndexOf("::"));
