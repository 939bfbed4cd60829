import * as pulumi from "@pulumi/pulumi";
import type { Definition } from "../core/definition";
import { declarable } from "../core/options";
import { hasSecret } from "../core/secrets";
import { renamed, withoutNull } from "../core/spelling";
import { UNKNOWN } from "../core/unknown";
import { type Problem, problemText, validate } from "../core/validate";
import { visible } from "../text/visible";
import { briefTraces } from "./brief-traces";
import { isCertainToGo, noteWhetherItGoes } from "./deleted-with-owner";
import { type Conflict, duplicateOf } from "./duplicates";
import { hasEventual, isEventual } from "./eventual";
import { hasEngine } from "./host";
import { internal, PROVIDER_TEXT, typeToken } from "./identity";
import { noteParts, overlapOf } from "./overlaps";
import { placeInProgram } from "./place-in-program";
import { report } from "./problems";
import { resourceWithId } from "./resource-with-id";
import { namesOfSecrets, secretInputs } from "./secrets";
import { settled } from "./settled";

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
    // As the SDK decides.
    const isLookUp = Boolean(options.id);
    const declared = declaredInputs(definition, args, isLookUp);
    // What is only looked up isn't managed by this resource, so another one may manage it.
    const conflicts = isLookUp
      ? []
      : [duplicateOf(definition, name, declared, options), overlapOf(definition, name, declared, options)];
    const secrets = options.additionalSecretOutputs ?? [];
    const validated = validate(definition, knownNow({ ...args }) as pulumi.Inputs, secrets).filter(
      ({ path }) => !isLookUp || definition.parameters.includes(path),
    );
    const problems = [
      ...optionProblems(definition, options),
      ...validated.filter(({ isWarning }) => !isWarning),
      ...conflicts.flatMap((conflict) => conflict.problems),
    ];
    const checked = report(definition.name, name, problems);
    const later = firstMessage(conflicts);
    const inputs = settled(declared) as pulumi.Inputs;
    const props = {
      ...(isLookUp ? outputsOfLookUp(definition) : outputsOfService(definition)),
      ...secretInputs(definition, inputs, secrets),
      ...namesOfSecrets(inputs, secrets),
      [internal.kind]: checked.then(() => definition.name),
      [internal.resource]: nameWithin(options.parent, name),
      ...(later && { [internal.problem]: settled(later) }),
      ...(isLookUp ? { [internal.isLookUp]: true } : unresolvedInput(inputs)),
      [internal.provider]: PROVIDER_TEXT,
    };
    const traces = briefTraces();
    const place = placeInProgram();
    try {
      super(typeToken(definition.name), name, props, optionsFor(definition, declared, options));
    } catch (error) {
      throw traces.completed(error);
    } finally {
      place.end();
      traces.end();
    }
    outputsWithoutValue(new.target.prototype, definition);
    noteWhetherItGoes(this, options);
    noteParts(this, definition, name, declared);
    if (!hasEngine() && problems.length === 0) warn(this, validated);
    Object.defineProperty(this, kindMark, { value: definition.name });
  }

  /** @internal */
  static isOfKind(value: unknown, kind: string): boolean {
    return pulumi.Resource.isInstance(value) && Reflect.get(value, kindMark) === kind;
  }
}

const kindMark = Symbol.for("pulumi-comm100.kind");

/**
 * The name of a resource, with those of its parents in front of it: resources of one kind and one name are told apart by
 * what they belong to in the program.
 */
function nameWithin(parent: pulumi.Resource | undefined, name: string): string {
  const { __name: parentName, __parentResource: grandparent } = (parent ?? {}) as Parent;
  if (parentName === undefined || parent === pulumi.runtime.getStackResource()) return name;
  return nameWithin(grandparent, name.startsWith(`${parentName}/`) ? name : `${parentName}/${name}`);
}

/** How the SDK itself calls what it keeps of a resource. */
interface Parent {
  __name?: string;
  __parentResource?: pulumi.Resource;
}

/** The first conflict that shows once all outputs are known. */
function firstMessage(conflicts: readonly Conflict[]): pulumi.Output<string | undefined> | undefined {
  const later = conflicts.flatMap((conflict) => (conflict.later ? [conflict.later] : []));
  if (later.length === 0) return undefined;
  return pulumi.all(later).apply((messages) => messages.find((message) => message !== undefined));
}

/** Without an engine nothing knows what was there before, and nobody else warns. */
function warn(resource: pulumi.Resource, warnings: readonly Problem[]): void {
  for (const warning of warnings)
    resource.urn.apply(() => pulumi.log.warn(visible(problemText(warning)), resource));
}

/** The arguments under their published names; of what is only looked up, what it belongs to. */
function declaredInputs(definition: Definition, args: object, isLookUp: boolean): pulumi.Inputs {
  const { inputs, parameters } = definition;
  const declared = withoutNull(declarable(definition), renamed(inputs, declaredIn(args)));
  if (!isLookUp) return declared;
  return Object.fromEntries(Object.entries(declared).filter(([name]) => parameters.includes(name)));
}

/** An argument that is undefined isn't declared. */
const declaredIn = (args: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

/** A property is an output of a resource only if its constructor names it. */
const outputsOfService = (definition: Definition): pulumi.Inputs =>
  Object.fromEntries(Object.keys(definition.readOnly).map((name) => [name, undefined]));

const outputsOfLookUp = (definition: Definition): pulumi.Inputs =>
  Object.fromEntries(
    Object.keys({ ...definition.inputs, ...definition.readOnly }).map((name) => [name, undefined]),
  );

/** What is wrong with the resource options, which nobody else says in words that help. */
function optionProblems({ hasId }: Definition, options: pulumi.CustomResourceOptions): Problem[] {
  const problems: Problem[] = [];
  if (options.import !== undefined) {
    const adopting = hasId ? ", or declare `adopt: true`" : "";
    const message = `the resource option \`import\` doesn't work for dynamic providers. Remove it, and take what is on the site into the stack with \`comm100 import\`${adopting}: see docs/import.md of pulumi-comm100.`;
    problems.push({ path: "", message });
  }
  // The SDK would take it for no id, and make a new object.
  if (options.id === "") problems.push({ path: "", message: "the resource option `id` is empty." });
  return problems;
}

/**
 * What a resource that wasn't made would have given isn't sent outside a preview, where it couldn't be told from what
 * isn't declared: so its names are.
 */
function unresolvedInput(inputs: pulumi.Inputs): pulumi.Inputs {
  const eventual = Object.entries(inputs).filter(([, value]) => hasEventual(value));
  if (eventual.length === 0 || pulumi.runtime.isDryRun()) return {};
  const unresolved = eventual.map(async ([name, value]) => {
    const { isKnown } = pulumi.output(value) as unknown as { isKnown: Promise<boolean> };
    return (await isKnown) ? [] : [name];
  });
  const names = Promise.all(unresolved).then((all) => all.flat());
  return { [internal.unresolved]: names.then((all) => (all.length === 0 ? undefined : all)) };
}

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

function optionsFor(
  definition: Definition,
  declared: pulumi.Inputs,
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  const owner = parentIn(definition, declared);
  const goesWithOwner = owner !== undefined && isCertainToGo(owner) && !("deletedWith" in options);
  const secrets = options.id === undefined ? earlierOutputs(definition) : secretOutputs(definition);
  return {
    ...options,
    ...(options.id && { id: settled(options.id) as pulumi.Input<pulumi.ID> }),
    // The service deletes a campaign's objects with it: no call is needed for them.
    ...(goesWithOwner && { deletedWith: owner }),
    additionalSecretOutputs: [...(options.additionalSecretOutputs ?? []), ...secrets],
  };
}

/** The earlier value of a field may be one that somebody declared as a secret. */
const earlierOutputs = (definition: Definition) => (definition.canBeGivenBack ? [internal.earlier] : []);

/** What is looked up has all fields, and nobody declared those that are secret. */
const secretOutputs = (definition: Definition) =>
  Object.entries(definition.inputs).flatMap(([name, field]) => (hasSecret(field) ? [name] : []));

/** The resource that owns this one, when the program says so by passing its id on. */
function parentIn(definition: Definition, declared: pulumi.Inputs): pulumi.Resource | undefined {
  for (const [parameter, parent] of Object.entries(definition.parents)) {
    const owner = resourceWithId(declared[parameter]);
    const kind = typeof parent === "string" ? undefined : parent.name;
    if (owner && kind !== undefined && Comm100Resource.isOfKind(owner, kind)) return owner;
  }
  return undefined;
}
