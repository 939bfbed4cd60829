import type * as z from "zod";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, isId, shapeOf } from "../core/field-facts";
import { isObject } from "../core/paths";
import { UNKNOWN } from "../core/unknown";
import { problemText, validate } from "../core/validate";
import { objectsOf, type SiteObject } from "../site-document/objects";
import { withReferences } from "../site-document/references";
import { Secret } from "../site-document/secrets";
import type { Plan, Step } from "./plan";
import type { Target } from "./target";

/**
 * Everything that would stop a plan on its way, so that nothing is written before it is put right: references
 * that the target can't resolve, ids of the source, secrets that no variable brings, wrong values.
 *
 * @param objects those of the source by their key, in the terms of the target
 * @param foreign where the source has ids that mean nothing on the target: see `bareIds`
 */
export async function planProblems(
  plan: Plan,
  objects: ReadonlyMap<string, SiteObject>,
  target: Target,
  foreign: ReadonlySet<string>,
): Promise<string[]> {
  const problems = await Promise.all(
    plan.steps.map(async (step) => {
      const object = objects.get(step.object.key);
      if (step.action === "delete" || !object) return [];
      const references = await referenceProblems(object, target);
      return [
        ...references,
        ...valueProblems(object),
        ...secretProblems(step, object),
        ...foreignIds(step, object, foreign),
      ];
    }),
  );
  return [...new Set(problems.flat())];
}

async function referenceProblems(
  { part, fields, place, path }: SiteObject,
  target: Target,
): Promise<string[]> {
  const named: { kind: string; name: string; at: string }[] = [];
  const collect = (kind: string, name: string, at: string) => {
    named.push({ kind, name, at: at.slice(path.length + 1) });
  };
  withReferences(part.definition.inputs, fields, path, collect, []);
  const problems = await Promise.all(
    named.map(async ({ kind, name, at }) => {
      const problem = await target.problemOf(kind, name);
      return problem === undefined ? [] : [`${place}.${at}: ${problem}`];
    }),
  );
  return problems.flat();
}

function valueProblems({ part, fields, place, path }: SiteObject): string[] {
  const { definition, parameters } = part;
  const owners = definition.parameters.filter((name) => !parameters.includes(name));
  const resolved = withReferences(definition.inputs, fields, path, () => UNKNOWN, []);
  const inputs = {
    ...withoutSecrets(resolved),
    ...Object.fromEntries(owners.map((name) => [name, UNKNOWN])),
  };
  return validate(definition, inputs)
    .filter(({ isWarning }) => !isWarning)
    .map((problem) => `${place}.${problemText(problem)}`);
}

const withoutSecrets = (value: Properties): Properties =>
  Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unknownSecret(member)]));

function unknownSecret(value: unknown): unknown {
  if (value instanceof Secret) return UNKNOWN;
  if (Array.isArray(value)) return value.map(unknownSecret);
  return isObject(value) ? withoutSecrets(value) : value;
}

/** Secrets have to be known that are changed, and those that the service can't keep because it doesn't return them. */
function secretProblems({ action, properties }: Step, { part, fields, place }: SiteObject): string[] {
  return valuesIn(part.definition.inputs, fields).flatMap(({ field, value, path }) => {
    if (!(value instanceof Secret) || value.reveal() !== undefined) return [];
    const isChanged = action === "create" || properties.some((one) => one.path === path);
    if (!isChanged && !factsOf(field).writeOnly) return [];
    return [`${place}.${path}: the secret has to be in the environment variable ${value.variable}.`];
  });
}

/** Ids that were taken over as they are, because they have no name. */
function foreignIds(
  { action, properties }: Step,
  { part, fields, place, path: start }: SiteObject,
  foreign: ReadonlySet<string>,
): string[] {
  const changed = properties.map(({ path }) => path);
  const isWritten = (path: string) =>
    action === "create" ||
    changed.some((one) => path === one || path.startsWith(one) || one.startsWith(path));
  return valuesIn(part.definition.inputs, fields).flatMap(({ field, value, path }) => {
    if (!isBareId(field, value) || !isWritten(path) || !foreign.has(`${start}.${path}`)) return [];
    return [
      `${place}.${path}: the id ${value} means nothing on the target. Give it a name in \`values\` of both sites' overlays.`,
    ];
  });
}

const isBareId = (field: z.ZodType, value: unknown) =>
  (typeof value === "string" || typeof value === "number") &&
  (isId(field) || factsOf(field).refersTo !== undefined);

/** The paths of ids that stand for themselves in a document: they have no name in it. */
export const bareIds = (document: Properties): Set<string> =>
  new Set(
    objectsOf(document).flatMap(({ part, fields, path: start }) =>
      valuesIn(part.definition.inputs, fields)
        .filter(({ field, value }) => isBareId(field, value) && !isNamed(value))
        .map(({ path }) => `${start}.${path}`),
    ),
  );

const isNamed = (value: unknown) => typeof value === "string" && /^\$\{\w+\}$/.test(value);

interface Leaf {
  field: z.ZodType;
  value: unknown;
  path: string;
}

function valuesIn(fields: Fields, values: Properties, path = ""): Leaf[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field ? leavesIn(field, value, `${path}${name}`) : [];
  });
}

function leavesIn(field: z.ZodType, value: unknown, path: string): Leaf[] {
  const element = elementOf(field);
  if (element && Array.isArray(value)) {
    return value.flatMap((entry, index) => leavesIn(element, entry, `${path}[${index}]`));
  }
  const shape = shapeOf(field);
  return shape && isObject(value) ? valuesIn(shape, value, `${path}.`) : [{ field, value, path }];
}
