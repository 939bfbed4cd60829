import * as pulumi from "@pulumi/pulumi";
import type { Definition } from "../core/definition";
import { declarable } from "../core/options";
import { UNKNOWN } from "../core/unknown";
import { validate } from "../core/validate";
import { duplicateOf } from "./duplicates";
import { internal, PROVIDER_TEXT, typeToken } from "./identity";
import { report } from "./problems";
import { resourceWithId } from "./resource-with-id";
import { secretInputs } from "./secrets";

/** What all resource classes of this package have in common. */
export abstract class Comm100Resource extends pulumi.CustomResource {
  /** @internal */
  constructor(
    definition: Definition | undefined,
    name: string,
    args: object,
    options: pulumi.CustomResourceOptions = {},
  ) {
    if (!definition) throw new Error("A resource class needs a definition");
    const given = { ...args } as pulumi.Inputs;
    const duplicate = duplicateOf(definition, name, given, options);
    const problems = [...validate(definition, knownNow(given) as pulumi.Inputs), ...duplicate.problems];
    const checked = report(definition.name, name, problems);
    super(
      typeToken(definition.name),
      name,
      {
        ...everyOutput(definition),
        ...secretInputs(definition, given),
        [internal.kind]: checked.then(() => definition.name),
        [internal.problem]: duplicate.later,
        [internal.provider]: PROVIDER_TEXT,
      },
      withDefaults(definition, given, options),
    );
    Object.defineProperty(this, kindMark, { value: definition.name });
  }

  /** @internal */
  static isOfKind(value: unknown, kind: string): boolean {
    return pulumi.Resource.isInstance(value) && Reflect.get(value, kindMark) === kind;
  }
}

const kindMark = Symbol.for("pulumi-comm100.kind");

/** A property is an output of a resource only if its constructor names it. */
function everyOutput(definition: Definition): pulumi.Inputs {
  const names = Object.keys({ ...declarable(definition), ...definition.readOnly });
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** The arguments with everything that isn't known yet replaced by the sign for it, at any depth. */
function knownNow(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return UNKNOWN;
  if (Array.isArray(value)) return value.map(knownNow);
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(known.map(([name, member]) => [name, knownNow(member)]));
}

function withDefaults(
  definition: Definition,
  given: pulumi.Inputs,
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  const parent = options.deletedWith ?? parentIn(definition, given);
  return {
    ...options,
    // The service deletes a campaign's objects with it: no call is needed for them.
    ...(parent && { deletedWith: parent }),
    // What a field was before may be what somebody declared as a secret.
    additionalSecretOutputs: [...(options.additionalSecretOutputs ?? []), ...secretOutputs(definition)],
  };
}

const secretOutputs = (definition: Definition) => (definition.hasId ? [] : [internal.earlier]);

/** The resource that owns this one, when the program says so by passing its id on. */
function parentIn(definition: Definition, given: pulumi.Inputs): pulumi.Resource | undefined {
  for (const [parameter, parent] of Object.entries(definition.parents)) {
    const owner = resourceWithId(given[parameter]);
    if (owner && Comm100Resource.isOfKind(owner, parent.name)) return owner;
  }
  return undefined;
}
