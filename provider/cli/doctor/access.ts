import type { Call } from "../../api/call";
import { ApiError } from "../../api/errors";
import type { Permissions, Properties } from "../../core/definition";
import type { Operation } from "../../core/operation";
import { operationsOf } from "../../core/operations";
import { type SitePart, siteParts } from "../../core/site-parts";
import { definitions } from "../../definitions";
import { systems } from "../../definitions/systems";
import { isExported } from "../../site-document/live-site";

/** A collection or singleton of the site that can be read without knowing anything of it. */
export interface Probe {
  /** The kind of its objects: Webhook. */
  kind: string;
  operation: Operation;
  permissions: Permissions;
  /** Whether nothing can be declared of it, and it is only read for the names in references. */
  isNamed: boolean;
}

/** `presumed`: it wasn't tried, and follows from what the API's documents say of permissions. */
export interface Access {
  kind: string;
  read: "yes" | "presumed" | "no" | "missing" | "failed";
  write: "presumed" | "no" | "unknown";
  /** One of these is needed, if there are any. */
  permissions: Permissions;
}

/** What came of a probe. */
export interface Outcome {
  /** undefined: it can be read. */
  error?: unknown;
  /** Of a list the first objects. */
  objects: readonly Properties[];
}

/** By the kind of the probe. */
export type Outcomes = ReadonlyMap<string, Outcome>;

/** What is known of the agent beside what can be read. */
export interface Agent {
  isAdministrator: boolean;
}

/** Every collection and singleton of the site can be read with one call each; names are of what isn't declared. */
export function probesFor(parts: readonly SitePart[]): Probe[] {
  const declared = parts.filter(isExported).flatMap(({ definition }): Probe[] => {
    const { list, get } = operationsOf(definition);
    const operation = definition.hasId ? list : get;
    const { name: kind, permissions } = definition;
    return operation ? [{ kind, operation, permissions, isNamed: false }] : [];
  });
  const named = systems.flatMap(({ lookup, operations: { list }, permissions = {} }): Probe[] =>
    lookup && list ? [{ kind: lookup.name, operation: list, permissions, isNamed: true }] : [],
  );
  return [...declared, ...named];
}

/** The one that needs no permission: what goes wrong with it goes wrong with all. */
export function firstProbe(): Probe {
  const probe = probesFor(siteParts(definitions)).find(({ permissions: { read = [] } }) => read.length === 0);
  if (!probe) throw new Error("Everything needs a permission");
  return probe;
}

export async function tryReading(call: Call, { operation }: Probe): Promise<Outcome> {
  try {
    return { objects: await firstObjects(call, operation) };
  } catch (error) {
    return { error, objects: [] };
  }
}

async function firstObjects(call: Call, operation: Operation): Promise<readonly Properties[]> {
  if (operation.answer === "object") return [await call.object(operation, { parameters: {} })];
  if (operation.answer === "list") return call.list(operation, { parameters: {} });
  const { items } = await call.page(operation, { parameters: {}, query: { pageIndex: 1, pageSize: 50 } });
  return items;
}

/** The agent with this address, where one of the lists has it on its first page. */
export function agentIn(outcomes: Outcomes, email: string): Agent | undefined {
  const isThat = (one: Properties) => String(one.email ?? "").toLowerCase() === email.toLowerCase();
  const agent = outcomes.get("Agent")?.objects.find(isThat);
  return agent && { isAdministrator: agent.isAdmin === true };
}

/** What the agent may do with the objects of each kind that can be declared. */
export function accessOf(parts: readonly SitePart[], outcomes: Outcomes, agent: Agent | undefined): Access[] {
  const held = permissionsShownBy(probesFor(parts), outcomes);
  const accessTo = ({ definition, parts: below }: SitePart, above?: Access): Access[] => {
    const { name: kind, permissions } = definition;
    const outcome = outcomes.get(kind);
    const read = outcome ? readBy(outcome) : presumedRead(permissions, held, above);
    const write =
      agent?.isAdministrator && read !== "missing" ? "presumed" : writeOf(read, permissions, held);
    const access: Access = { kind, read, write, permissions };
    return [access, ...below.flatMap((part) => accessTo(part, access))];
  };
  return parts.flatMap((part) => accessTo(part));
}

const statusOf = (error: unknown) => (error instanceof ApiError ? error.status : undefined);

function readBy({ error }: Outcome): Access["read"] {
  if (error === undefined) return "yes";
  const refusals: Readonly<Record<number, Access["read"]>> = { 403: "no", 404: "missing" };
  return refusals[statusOf(error) ?? 0] ?? "failed";
}

/** Whether the agent has a permission, as far as reading shows it. */
function permissionsShownBy(probes: readonly Probe[], outcomes: Outcomes): ReadonlyMap<string, boolean> {
  const shown = new Map<string, boolean>();
  for (const { kind, permissions } of probes) {
    const needed = permissions.read ?? [];
    const outcome = outcomes.get(kind);
    const read = outcome ? readBy(outcome) : "failed";
    if (read === "no") for (const name of needed) shown.set(name, false);
    const [only] = needed;
    if (read === "yes" && needed.length === 1 && only !== undefined) shown.set(only, true);
  }
  return shown;
}

type Held = ReadonlyMap<string, boolean>;

function presumedRead({ read = [] }: Permissions, held: Held, above: Access | undefined): Access["read"] {
  if (above && above.read !== "yes" && above.read !== "presumed") return above.read;
  return read.length > 0 && read.every((name) => held.get(name) === false) ? "no" : "presumed";
}

function writeOf(read: Access["read"], { write = [] }: Permissions, held: Held): Access["write"] {
  if (read === "no" || read === "missing") return "no";
  if (write.some((name) => held.get(name))) return "presumed";
  return write.length > 0 && write.every((name) => held.get(name) === false) ? "no" : "unknown";
}
