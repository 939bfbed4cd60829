import { newestTable } from "../site-document/defaults/tables";
import { essential } from "../site-document/essential";
import { changesOf } from "../site-document/list-changes";
import type { ForeseenChange, PlannedUpdate } from "../stack/planned-update";
import { pacedText } from "./progress";
import type { Report, ReportedDifference, ReportedProperty } from "./report";

/** What a report of an update is called, and its two sides. */
const sidesOf = (stack: string) =>
  ({ title: `Preview of stack ${stack}`, left: "now", right: "planned", about: "changes" }) as const;

/** What `pulumi up` would do as a report. */
export const previewReport = (stack: string, update: PlannedUpdate): Report => ({
  ...sidesOf(stack),
  differences: update.changes.map(reported),
  ignored: 0,
  warnings: update.warnings,
  notes: summary(update),
});

/** That there is no telling what an update would do, and why. */
export const failedPreview = (stack: string, message: string): Report => ({
  ...sidesOf(stack),
  differences: [],
  failure: message.split("\n"),
  ignored: 0,
  notes: [],
});

function reported(change: ForeseenChange): ReportedDifference {
  const { urn, definition, name, action, adoption, below, remarks } = change;
  const { properties, lists } = adoption ?? change;
  return {
    kind: definition.name,
    object: `${definition.name} ${name}`,
    urn,
    change: adoption ? "changed" : changeBy[action],
    says: whatHappens(change),
    properties: [...properties, ...released(change)],
    lists: lists.map((list) => changesOf(list, "right")),
    content: action === "create" && !adoption ? contentOf(change) : undefined,
    below,
    remarks,
  };
}

const changeBy = { create: "additional", update: "changed", replace: "changed", delete: "missing" } as const;

/** Nothing is said of an update that writes: its properties tell. */
function whatHappens(change: ForeseenChange): string | undefined {
  const { action, adoption, definition, olds, replacedFor } = change;
  if (adoption) return `takes over ${adoption.id}, which is on the site`;
  if (action === "create") return "to create";
  if (action === "replace")
    return `to replace by a new one, as ${replacedFor.join(" and ")} can't be changed`;
  if (action === "update")
    return change.properties.length + change.released.length > 0 ? undefined : "only the state changes";
  if (definition.hasId && definition.canDelete) return "to delete";
  return olds.onDelete === "retain" ? "no longer managed: it stays as it is" : "to put back as it was before";
}

const released = ({ released: names, olds }: ForeseenChange): ReportedProperty[] =>
  names.map((path) => ({
    path,
    left: olds[path],
    right: undefined,
    says: "no longer managed: it stays as it is on the site",
  }));

/** Whose it is stands in the name. */
function contentOf({ definition, news }: ForeseenChange): ReportedDifference["content"] {
  const own = Object.entries(news).filter(
    ([name]) => !definition.parameters.includes(name) || name in definition.choices,
  );
  return essential(definition.inputs, Object.fromEntries(own), newestTable[definition.name]);
}

function summary({ changes, unchanged, others, calls, maxRequestsPerMinute }: PlannedUpdate): string[] {
  const adopted = changes.filter(({ adoption }) => adoption).length;
  const count = (action: string) => changes.filter((one) => one.action === action && !one.adoption).length;
  const counts = [
    `${count("create")} to create`,
    ...(adopted > 0 ? [`${adopted} to take over`] : []),
    `${count("update")} to update`,
    ...(count("replace") > 0 ? [`${count("replace")} to replace`] : []),
    `${count("delete")} to delete`,
  ];
  const limit = maxRequestsPerMinute === undefined ? {} : { maxRequestsPerMinute };
  return [
    `${counts.join(", ")}; ${unchanged} unchanged.`,
    ...(changes.length > 0 ? [`pulumi up makes about ${pacedText(calls, limit)}.`] : []),
    ...(others.size > 0 ? [`Resources of other packages, which aren't shown: ${othersText(others)}.`] : []),
  ];
}

const othersText = (others: ReadonlyMap<string, number>): string =>
  [...others].map(([op, count]) => `${count} to ${op}`).join(", ");
