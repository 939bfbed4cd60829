import * as pulumi from "@pulumi/pulumi";
import type { Definition } from "../core/definition";
import { declarable } from "../core/options";
import { renamed } from "../core/spelling";
import { UNKNOWN } from "../core/unknown";
import { type Problem, problemText, validate } from "../core/validate";
import { briefTraces } from "./brief-traces";
import { isCertainToGo, noteWhetherItGoes } from "./deleted-with-owner";
import { type Conflict, duplicateOf } from "./duplicates";
import { isEventual } from "./eventual";
import { internal, PROVIDER_TEXT, typeToken } from "./identity";
import { noteParts, overlapOf } from "./overlaps";
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
    const declared = renamed(definition.inputs, declaredIn(args)) as pulumi.Inputs;
    const conflicts = [
      duplicateOf(definition, name, declared, options),
      overlapOf(definition, name, declared, options),
    ];
    const validated = validate(definition, knownNow({ ...args }) as pulumi.Inputs);
    const problems = [
      ...validated.filter(({ isWarning }) => !isWarning),
      ...conflicts.flatMap((conflict) => conflict.problems),
    ];
    const checked = report(definition.name, name, problems);
    const later = firstMessage(conflicts);
    const props = {
      ...outputsOfService(definition),
      ...secretInputs(definition, declared),
      [internal.kind]: checked.then(() => definition.name),
      [internal.resource]: nameWithin(options, name),
      ...(later && { [internal.problem]: later }),
      [internal.provider]: PROVIDER_TEXT,
    };
    const traces = briefTraces();
    try {
      super(typeToken(definition.name), name, props, withDefaults(definition, declared, options));
    } catch (error) {
      throw traces.completed(error);
    } finally {
      traces.end();
    }
    outputsWithoutValue(new.target.prototype, definition);
    noteWhetherItGoes(this, options);
    noteParts(this, definition, name, declared);
    warn(this, problems.length === 0 ? validated : []);
    Object.defineProperty(this, kindMark, { value: definition.name });
  }

  /** @internal */
  static isOfKind(value: unknown, kind: string): boolean {
    return pulumi.Resource.isInstance(value) && Reflect.get(value, kindMark) === kind;
  }
}

const kindMark = Symbol.for("pulumi-comm100.kind");

/**
 * The name of a resource, with that of its parent in front of it: resources of one kind and one name are told apart by
 * what they belong to in the program.
 */
function nameWithin({ parent }: pulumi.CustomResourceOptions, name: string): string {
  // How the SDK itself calls a resource's name.
  const { __name: parentName } = (parent ?? {}) as { __name?: string };
  const isIncluded = parentName === undefined || name.startsWith(`${parentName}/`);
  return isIncluded ? name : `${parentName}/${name}`;
}

/** The first conflict that shows once all outputs are known. */
function firstMessage(conflicts: readonly Conflict[]): pulumi.Output<string | undefined> | undefined {
  const later = conflicts.flatMap((conflict) => (conflict.later ? [conflict.later] : []));
  if (later.length === 0) return undefined;
  return pulumi.all(later).apply((messages) => messages.find((message) => message !== undefined));
}

/** Warns once the resource is registered: after a message about one that never is, the SDK shows no other. */
function warn(resource: pulumi.Resource, warnings: readonly Problem[]): void {
  for (const warning of warnings) resource.urn.apply(() => pulumi.log.warn(problemText(warning), resource));
}

/** An argument that is undefined isn't declared. */
const declaredIn = (args: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

/** A property is an output of a resource only if its constructor names it. */
const outputsOfService = (definition: Definition): pulumi.Inputs =>
  Object.fromEntries(Object.keys(definition.readOnly).map((name) => [name, undefined]));

const prepared = new WeakSet<object>();

/**
 * A property that a program may declare and doesn't is an output without a value. It is made when it is read: the SDK
 * takes several stack traces for each output that a constructor names, and they are most of what a resource costs.
 */
function outputsWithoutValue(prototype: object, definition: Definition): void {
  if (prepared.has(prototype)) return;
  prepared.add(prototype);
  for (const name of Object.keys(declarable(definition))) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get: () => pulumi.output(undefined),
      set(this: object, value: unknown) {
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
    });
  }
}

/** The arguments with everything that isn't known yet replaced by the sign for it, at any depth. */
function knownNow(value: unknown): unknown {
  if (isEventual(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(knownNow);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(declaredIn(value)).map(([name, member]) => [name, knownNow(member)]),
  );
}

function withDefaults(
  definition: Definition,
  declared: pulumi.Inputs,
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  const owner = parentIn(definition, declared);
  const goesWithOwner = owner !== undefined && isCertainToGo(owner) && !("deletedWith" in options);
  return {
    ...options,
    // The service deletes a campaign's objects with it: no call is needed for them.
    ...(goesWithOwner && { deletedWith: owner }),
    // The earlier value of a field may be one that somebody declared as a secret.
    additionalSecretOutputs: [...(options.additionalSecretOutputs ?? []), ...secretOutputs(definition)],
  };
}

const secretOutputs = (definition: Definition) => (definition.canBeGivenBack ? [internal.earlier] : []);

/** The resource that owns this one, when the program says so by passing its id on. */
function parentIn(definition: Definition, declared: pulumi.Inputs): pulumi.Resource | undefined {
  for (const [parameter, parent] of Object.entries(definition.parents)) {
    const owner = resourceWithId(declared[parameter]);
    const kind = typeof parent === "string" ? undefined : parent.name;
    if (owner && kind !== undefined && Comm100Resource.isOfKind(owner, kind)) return owner;
  }
  return undefined;
}
