import type { Definition, Properties } from "../core/definition";
import { factsOf } from "../core/field-facts";
import { grouped } from "../core/ordering";
import { siteParts } from "../core/site-parts";
import { UNKNOWN } from "../core/unknown";
import { type Problem, validate } from "../core/validate";
import { definitions } from "../definitions";
import { describedKey } from "./described-key";
import { keyIn } from "./objects";
import { type PlannedResource, planSite } from "./plan";
import { withReferences } from "./references";
import { sameReferences } from "./same-references";
import { isSecretPlaceholder } from "./secrets";
import { undeclaredName } from "./undeclared-name";

/**
 * Everything that is wrong with a site document, as far as it can be told without the site: structure, values,
 * fields that go together, objects that can't be told apart, references. Paths are those in the document.
 */
export function documentProblems(document: Properties): Problem[] {
  const problems: Problem[] = [];
  const planned = planSite(siteParts(definitions), "", document, problems);
  const ofValues = planned.flatMap((one) => valueProblems(one, document));
  const reported = new Set(problems.map(({ path }) => path));
  return [...problems, ...ofValues.filter(({ path }) => !reported.has(path)), ...twinProblems(planned)];
}

function valueProblems({ part, args, path }: PlannedResource, document: Properties): Problem[] {
  const { definition } = part;
  const problems: Problem[] = [];
  const resolve = (kind: string, name: string, place: string) => {
    const message = undeclaredName(document, kind, name);
    if (message !== undefined) problems.push({ path: place, message });
    return UNKNOWN;
  };
  const inputs = withReferences(definition.inputs, withoutPlaceholders(args), path, resolve, problems);
  const owners = Object.fromEntries(
    definition.parameters.filter((name) => !part.parameters.includes(name)).map((name) => [name, UNKNOWN]),
  );
  const wrong = validate(definition, { ...inputs, ...owners });
  const reported = new Set(problems.map((problem) => problem.path));
  return [
    ...problems,
    ...sameReferences(definition.inputs, args, path),
    ...wrong
      .map((problem) => ({ ...problem, path: joined(path, problem.path) }))
      .filter((problem) => !reported.has(problem.path)),
  ];
}

const joined = (path: string, below: string) => (below === "" ? path : `${path}.${below}`);

function withoutPlaceholders(value: Properties): Properties {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, known(member)]));
}

function known(value: unknown): unknown {
  if (isSecretPlaceholder(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(known);
  return typeof value === "object" && value !== null ? withoutPlaceholders(value as Properties) : value;
}

/** Objects that are told apart by the same natural key would be one. */
function twinProblems(planned: readonly PlannedResource[]): Problem[] {
  const listed = planned.filter(({ part, args }) => part.isList && hasKey(part.definition, args));
  const groups = grouped(listed, (one) => keyIn(one));
  return [...groups.values()].flatMap(([first, ...others]) =>
    others.map(({ path, part, args }) => ({
      path,
      message: `has the same ${describedKey(part.definition, args) || part.parameters.join(" and ")} as ${first?.path}: both would be one object.`,
    })),
  );
}

const hasKey = ({ naturalKey, fields }: Definition, args: Properties) =>
  naturalKey.every((path) => {
    const field = fields[path];
    return args[path] !== undefined || !field || factsOf(field).required !== true;
  });
