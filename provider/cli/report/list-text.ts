import type { EntryChange, ListChanges, Place } from "../../site-document/list-changes";
import { valueText } from "./report";

/** What happens to a list of objects in one line: `fields: + "Company size" after "Order №"; ~ "Topic" (isRequired)`. */
export const listText = ({ property, changes }: ListChanges): string =>
  `${property}: ${changesText(changes)}`;

/** The same without the list's name. */
export const changesText = (changes: readonly EntryChange[]): string => changes.map(entryText).join("; ");

function entryText(change: EntryChange): string {
  const name = valueText(change.entry);
  if (change.change === "added") return `+ ${name}${placeText(change)}`;
  if (change.change === "removed") return `- ${name}`;
  if (change.change === "moved") return `${name} moved${placeText(change)}`;
  const what = [...change.properties.map(({ path }) => path), ...change.lists.map(listText)];
  return `~ ${name} (${what.join(", ")})`;
}

function placeText({ before, after }: Place): string {
  if (before !== undefined) return ` before ${valueText(before)}`;
  return after === undefined ? "" : ` after ${valueText(after)}`;
}
