import { innerType } from "../core/field-facts";
import { isIdText } from "../core/forms/id";
import { isObject } from "../core/paths";
import type { Body } from "./body";
import type { Endpoint } from "./endpoints";
import { opened } from "./envelope";

/** Values for the parameters of an endpoint's path. */
export type Assignment = Readonly<Record<string, string>>;

/** So many objects of each list of the site are asked for by their ids, with all that belongs to them. */
export const objectsOfSite = 3;

/** And so many of each list that belongs to one of these. */
export const objectsBelow = 1;

/** Asks an endpoint; undefined when it fails. */
export type Ask = (endpoint: Endpoint, parameters: Assignment) => Promise<Body | undefined>;

/** For which values an endpoint is asked: ids come from the lists, the others from the definitions. */
export async function assignmentsFor(
  endpoint: Endpoint,
  endpoints: readonly Endpoint[],
  ask: Ask,
): Promise<Assignment[]> {
  let assignments: Assignment[] = [{}];
  for (const parameter of endpoint.parameters) {
    const longer = assignments.map(async (known) => {
      const values = await valuesOf(endpoint, parameter, known, endpoints, ask);
      return values.map((value) => ({ ...known, [parameter]: value }));
    });
    assignments = (await Promise.all(longer)).flat();
  }
  // What `include` adds to one object it adds to all.
  return endpoint.include.length > 0 ? assignments.slice(0, 1) : assignments;
}

async function valuesOf(
  { operation, lists }: Endpoint,
  parameter: string,
  known: Assignment,
  endpoints: readonly Endpoint[],
  ask: Ask,
): Promise<readonly string[]> {
  const choice = operation.returns?.choices?.[parameter];
  if (choice) return (innerType(choice) as unknown as { options: string[] }).options;
  const list = endpoints.find((one) => one.operation === lists.get(parameter) && one.include.length === 0);
  if (!list) return [];
  const isOfKnown = (one: Assignment) =>
    Object.entries(known).every(([name, value]) => (one[name] ?? value) === value);
  const owners = (await assignmentsFor(list, endpoints, ask)).filter(isOfKnown);
  const atMost = list.parameters.length === 0 ? objectsOfSite : objectsBelow;
  const ids = await Promise.all(
    owners.map(async (owner) => idsIn(list, await ask(list, owner)).slice(0, atMost)),
  );
  return [...new Set(ids.flat())];
}

/** The ids that can be part of a path. */
function idsIn({ operation }: Endpoint, body: Body | undefined): string[] {
  if (!body || "unreadable" in body) return [];
  const { objects } = opened(operation, body.json, (key) => key);
  return objects
    .filter(isObject)
    .map((object) => (typeof object.id === "number" ? String(object.id) : object.id))
    .filter((value): value is string => typeof value === "string" && isIdText(value));
}
