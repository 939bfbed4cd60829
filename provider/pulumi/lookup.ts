import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { isIdText } from "../core/forms/id";
import { firstArgument, type Lookup, lookupsOf, matching } from "../core/lookup";
import { operationNamed } from "../core/operations";
import { parametersOf, valueAt } from "../core/paths";
import { quoted } from "../core/quoted";
import { didYouMean, thereAre } from "../core/suggest";
import { definitions } from "../definitions";
import type { LookupOptions } from "./lookup-arguments";
import { programError } from "./problems";
import { readOnce } from "./reading";

let lookups: Promise<ReadonlyMap<string, Lookup>> | undefined;

/** What can only be read is loaded at the first question: many programs look nothing up. */
async function lookupNamed(name: string): Promise<Lookup> {
  lookups ??= import("../definitions/systems/index.js").then(
    ({ systems }) => new Map(lookupsOf(definitions, systems).map((lookup) => [lookup.name, lookup])),
  );
  const lookup = (await lookups).get(name);
  if (!lookup) throw new Error(`There is no lookup ${name}`);
  return lookup;
}

/**
 * The one object that the arguments describe.
 *
 * @throws RunError when there is none, with the names that there are, or more than one, with their ids
 */
export function find<Result>(name: string, args: object, options: LookupOptions = {}): Promise<Result> {
  return forProgram(`get${name}`, async () => {
    return (await findBy(await lookupNamed(name), args, options)) as Result;
  });
}

/** As `find`, by what people call such an object first of all. */
export function findNamed<Result>(kind: string, name: string, options: LookupOptions): Promise<Result> {
  return forProgram(`get${kind}`, async () => {
    const lookup = await lookupNamed(kind);
    return (await findBy(lookup, { [firstArgument(lookup)]: name }, options)) as Result;
  });
}

async function findBy(lookup: Lookup, args: object, options: LookupOptions): Promise<Properties> {
  const { parameters, wanted } = checkedArguments(lookup, args);
  const all = (await readOnce(lookup.list, parameters, options)) as Properties[];
  const matches = matching(lookup, all, wanted);
  const [only] = matches;
  if (only === undefined) throw new Comm100Error(noMatch(lookup, wanted, all));
  if (matches.length > 1) throw new Comm100Error(manyMatches(lookup, wanted, matches));
  return only;
}

/**
 * The object of these ids, from an endpoint that can't list.
 *
 * @throws RunError when the service doesn't have it
 */
export function fetchObject<Result>(
  name: string,
  endpoint: string,
  ids: Readonly<Record<string, string | number>>,
  options: LookupOptions = {},
): Promise<Result> {
  return forProgram(`get${name}`, async () => {
    const parameters = Object.fromEntries(
      Object.entries(ids).map(([parameter, id]) => [parameter, String(id)]),
    );
    const { systems } = await import("../definitions/systems/index.js");
    return (await readOnce(operationNamed(systems, endpoint, "get"), parameters, options)) as Result;
  });
}

interface CheckedArguments {
  /** The arguments that are in the list's path. */
  parameters: Record<string, string>;
  /** What tells the object from the others. */
  wanted: Properties;
}

function checkedArguments(lookup: Lookup, args: object): CheckedArguments {
  const definedArgs: Properties = Object.fromEntries(
    Object.entries(args).filter(([, value]) => value !== undefined && value !== null),
  );
  const parameters = parametersOf(lookup.list.path);
  const keys = Object.keys(lookup.by);
  const argumentNames = [...parameters, ...keys];
  const strange = Object.keys(definedArgs).find((name) => !argumentNames.includes(name));
  if (strange !== undefined) {
    throw new Comm100Error(
      `${strange} is not an argument; they are ${argumentNames.join(", ")}.${didYouMean(strange, argumentNames)}`,
    );
  }
  const missing = parameters.find((name) => definedArgs[name] === undefined || definedArgs[name] === "");
  if (missing !== undefined) throw new Comm100Error(`The argument ${missing} is missing.`);
  const choices = lookup.list.returns?.choices ?? {};
  for (const [name, values] of Object.entries(choices)) {
    const parsed = values.safeParse(definedArgs[name]);
    if (!parsed.success) throw new Comm100Error(`The argument ${name}: ${parsed.error.issues[0]?.message}.`);
  }
  const wrongId = parameters.find((name) => !(name in choices) && !isIdText(String(definedArgs[name])));
  if (wrongId !== undefined) {
    throw new Comm100Error(
      `The argument ${wrongId}: ${quoted(definedArgs[wrongId])} is not an id (a GUID or a number). Write an id, such as sales.id of a resource.`,
    );
  }
  if (keys.every((name) => definedArgs[name] === undefined)) {
    throw new Comm100Error(`Give ${keys.join(" or ")}, so that one can be found.`);
  }
  return {
    parameters: Object.fromEntries(parameters.map((name) => [name, String(definedArgs[name])])),
    wanted: Object.fromEntries(
      keys.flatMap((name) => (name in definedArgs ? [[name, definedArgs[name]]] : [])),
    ),
  };
}

/** `name "Sales"` */
const described = (wanted: Properties) =>
  Object.entries(wanted)
    .map(([argument, value]) => `${argument} ${JSON.stringify(value)}`)
    .join(" and ");

function noMatch(lookup: Lookup, wanted: Properties, all: readonly Properties[]): string {
  const start = `No ${lookup.name} has the ${described(wanted)}`;
  const [[argument, value] = ["", ""]] = Object.entries(wanted);
  if (all.length === 0) return `${start}: there is none at all.`;
  const names = all.flatMap((one) => valueAt(one, lookup.by[argument] ?? "") ?? []).map(String);
  return `${start}.${thereAre(String(value), names)}`;
}

function manyMatches(lookup: Lookup, wanted: Properties, matches: readonly Properties[]): string {
  const ids = matches.map(({ id }) => String(id)).join(", ");
  return `${matches.length} of ${lookup.name} have the ${described(wanted)}: ${ids}. Use the id of the one that is meant instead.`;
}

async function forProgram<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    throw error instanceof Comm100Error ? programError(`comm100.${name}: ${error.message}`) : error;
  }
}
