import { ApiError } from "../../api/errors";
import type { Permissions } from "../../core/definition";
import { grouped } from "../../core/ordering";
import type { Access, Agent, Outcomes, Probe } from "./access";
import { type Finding, messageOf, ok } from "./finding";

/** A line for what can be read and one for each reason that something can't; and the same for writing. */
export function accessFindings(
  probes: readonly Probe[],
  outcomes: Outcomes,
  objects: readonly Access[],
  agent: Agent | undefined,
): Finding[] {
  // What can't be read can't be written either, and has its line.
  const refused = new Set(
    probes
      .filter(({ kind, isNamed }) => !isNamed && statusOf(outcomes.get(kind)?.error) === 403)
      .map(({ permissions }) => permissions.read?.join()),
  );
  const others = objects.filter(
    ({ read, permissions }) =>
      read !== "missing" && !(read === "no" && refused.has(permissions.read?.join())),
  );
  return [...readFindings(probes, outcomes, objects), ...writeFindings(others, agent)];
}

function readFindings(probes: readonly Probe[], outcomes: Outcomes, objects: readonly Access[]): Finding[] {
  const tried = objects.filter(({ read }) => read === "yes").length;
  const presumed = objects.filter(({ read }) => read === "presumed").length;
  const failed = probes.flatMap((probe) => {
    const error = outcomes.get(probe.kind)?.error;
    return error === undefined ? [] : [{ probe, error }];
  });
  const reasons = grouped(failed, ({ probe, error }) => reasonOf(error, probe.permissions));
  const readable = ok(
    "read",
    `${tried} of ${objects.length} kinds of objects were read; ${presumed} that belong to them presumably can be.`,
  );
  return [
    ...(tried > 0 ? [readable] : []),
    ...[...reasons.values()].map(([first, ...others]) =>
      failure(
        first?.error,
        first?.probe,
        [first, ...others].map((one) => one?.probe.kind ?? ""),
      ),
    ),
  ];
}

const statusOf = (error: unknown) => (error instanceof ApiError ? error.status : undefined);

const reasonOf = (error: unknown, { read = [] }: Permissions) =>
  statusOf(error) === 403 ? `403 ${read.join()}` : String(statusOf(error) ?? messageOf(error));

function failure(error: unknown, probe: Probe | undefined, kinds: readonly string[]): Finding {
  const about = "read";
  const names = kinds.join(", ");
  const needed = probe?.permissions.read ?? [];
  if (statusOf(error) === 404) {
    return {
      about,
      status: "warning",
      text: `${names}: the site doesn't have it (404).`,
      advice: "Leave it out of the program, and name the other parts with --only for an export.",
    };
  }
  if (statusOf(error) === 403 && probe?.isNamed) {
    return {
      about,
      status: "warning",
      text: `${names}: refused (403), so that references to it by name don't work.`,
      advice: `Give the agent the permission ${needed.join(" or ")}, or refer to it by id.`,
    };
  }
  if (statusOf(error) !== 403) return { about, status: "error", text: `${names}: ${messageOf(error)}` };
  return {
    about,
    status: "error",
    text: `${names}: refused (403).`,
    advice:
      needed.length > 0
        ? `Give the agent the permission ${needed.join(" or ")} in the control panel, or leave this out: with --only here and in an export, and of the program.`
        : "No permission is documented for this: is the site's daily limit of requests used up?",
  };
}

/** No endpoint tells what an agent may write: that it may is never more than presumed. */
function writeFindings(objects: readonly Access[], agent: Agent | undefined): Finding[] {
  const groups = grouped(objects, ({ write, permissions }) =>
    agent?.isAdministrator ? write : `${write} ${permissions.write?.join() ?? ""}`,
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    const needed = (first?.permissions.write ?? []).join(" or ");
    const kinds = kindsText(group.map(({ kind }) => kind));
    return { about: "write", ...writeFinding(first?.write ?? "unknown", kinds, needed, agent) };
  });
}

function writeFinding(
  write: Access["write"],
  kinds: string,
  needed: string,
  agent: Agent | undefined,
): Omit<Finding, "about"> {
  if (write === "presumed") {
    const why = agent?.isAdministrator ? "is an administrator" : `has ${needed}, without which reading fails`;
    return { status: "ok", text: `${kinds}: presumably, as the agent ${why}.` };
  }
  if (write === "no") {
    return {
      status: "warning",
      text: `${kinds}: presumably not, as the agent lacks ${needed}.`,
      advice: "Give it the permission in the control panel, or leave these out of the program.",
    };
  }
  return {
    status: "unknown",
    text: `${kinds}: ${needed === "" ? "no permission is documented" : `needs ${needed}`}; only a write can tell.`,
    ...(needed !== "" && { advice: "Look in the control panel whether the agent has the permission." }),
  };
}

/** All names would be more than a line. */
const kindsText = (kinds: readonly string[]) =>
  kinds.length <= 4 ? kinds.join(", ") : `${kinds.slice(0, 3).join(", ")} and ${kinds.length - 3} more`;
