import type { Call } from "../api/call";
import { ApiError } from "../api/errors";
import { everyObject } from "../api/paging";
import type { Definition, Properties } from "../core/definition";
import { factsOf } from "../core/field-facts";
import { operationsOf } from "../core/operations";
import { ownerParameters, type SitePart } from "../core/site-parts";

/** An object of a live site, and what belongs to it. */
export interface LiveObject {
  part: SitePart;
  /** As the service has it. */
  fields: Properties;
  children: readonly LiveObject[];
}

/** What is told while a site is read. */
export interface Progress {
  /** A request more that will be made. */
  expected(requests: number): void;
  /** One was answered: what it was about. */
  done(what: string): void;
}

export const noProgress: Progress = { expected() {}, done() {} };

/**
 * Everything on a site that can be declared. What is part of another object, such as the custom rules of a
 * routing, is read with it; the status of agents isn't, as it isn't configuration.
 */
export function readLiveSite(
  call: Call,
  parts: readonly SitePart[],
  progress: Progress,
  wantedOf: WantedOf = (_part, members) => members,
): Promise<LiveObject[]> {
  return readParts({ call, progress, wantedOf }, parts, {});
}

/** Of the objects of a part those that are to be read with all that belongs to them. */
type WantedOf = (part: SitePart, members: readonly Properties[]) => readonly Properties[];

interface Reading {
  call: Call;
  progress: Progress;
  wantedOf: WantedOf;
}

async function readParts(
  reading: Reading,
  parts: readonly SitePart[],
  parents: Readonly<Record<string, string>>,
): Promise<LiveObject[]> {
  const wanted = parts.filter(isExported);
  reading.progress.expected(wanted.length);
  const objects = await Promise.all(wanted.map((part) => readPart(reading, part, parents)));
  return objects.flat();
}

/** How many calls it takes to read such parts of a site; how many members their lists have shows only then. */
export interface ExpectedCalls {
  site: number;
  /** For each member of these kinds, so many more; one less where the list has the whole of it. */
  each: readonly { kind: string; calls: number }[];
}

export function expectedCalls(parts: readonly SitePart[]): ExpectedCalls {
  const wanted = parts.filter(isExported);
  const each = wanted.flatMap(({ definition, parts: below }) => {
    const { site, each: deeper } = expectedCalls(below);
    const calls = site + (definition.hasId && hasParts(definition) ? 1 : 0);
    return calls === 0 ? deeper : [{ kind: definition.name, calls }, ...deeper];
  });
  return { site: wanted.length, each };
}

export const isExported = ({ definition, parameters }: SitePart) =>
  definition.partOf === undefined && parameters.length === 0;

async function readPart(
  reading: Reading,
  part: SitePart,
  parents: Readonly<Record<string, string>>,
): Promise<LiveObject[]> {
  const { definition } = part;
  const { call, progress } = reading;
  const members = await read(call, definition, parents);
  progress.done(definition.name);
  const [parameter] = part.parts.flatMap(ownerParameters);
  return Promise.all(
    reading.wantedOf(part, members).map(async (member): Promise<LiveObject> => {
      const fields = await whole(call, definition, parents, member);
      const ids = parameter === undefined ? parents : { ...parents, [parameter]: String(member.id) };
      return { part, fields, children: await readParts(reading, part.parts, ids) };
    }),
  );
}

async function read(
  call: Call,
  definition: Definition,
  parameters: Readonly<Record<string, string>>,
): Promise<Properties[]> {
  const { list, get } = operationsOf(definition);
  if (definition.hasId && list) return everyObject(call, list, parameters);
  if (!get) return [];
  try {
    return [await call.object(get, { parameters })];
  } catch (error) {
    if (definition.isWithdrawn && error instanceof ApiError && error.status === 404) return [];
    throw error;
  }
}

/** A list may leave out what belongs to its members; then each is asked for. */
async function whole(
  call: Call,
  definition: Definition,
  parents: Readonly<Record<string, string>>,
  member: Properties,
): Promise<Properties> {
  const { get } = operationsOf(definition);
  if (!definition.hasId || !hasParts(definition, member) || !get) return member;
  return call.object(get, { parameters: { ...parents, id: String(member.id) } });
}

/** Whether other objects are part of it that the member doesn't have. */
const hasParts = ({ fields }: Definition, member: Properties = {}): boolean =>
  Object.entries(fields).some(
    ([name, field]) => factsOf(field).resource !== undefined && member[name] === undefined,
  );
