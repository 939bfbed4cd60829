import type { EntryChange, ListChanges } from "../../site-document/list-changes";
import { isIn } from "../../site-document/list-changes";
import type { Position } from "../../site-document/parsed-yaml";
import { plainText } from "../../site-document/plain-text";
import { type Report, type ReportedDifference, type ReportedProperty, valueText } from "./report";

/** What a report for people says of a property: its two values, or what is in an entry that comes. */
export interface ShownProperty extends Omit<ReportedProperty, "left" | "right"> {
  values?: { left: unknown; right: unknown };
  added?: unknown;
}

/** `deployed "a", live "b"` */
export function valuesText({ values, added, says }: ShownProperty, { left, right }: Report): string {
  if (!values) return valueText(added);
  if (says !== undefined) return `${left} ${valueText(values.left)}, ${says}`;
  return `${left} ${valueText(values.left)}, ${right} ${valueText(values.right)}`;
}

/**
 * The properties of an object that differ, each once: in lists of objects those of the entries that both sides have, and
 * what is in new entries. What else happens to a list is said of the list.
 */
export function shownProperties({ properties, lists }: ReportedDifference): ShownProperty[] {
  const own = properties.filter(({ path }) => !lists.some((list) => isIn(list.property, path)));
  const byPath = new Map(properties.map((property) => [property.path, property]));
  return [
    ...own.map(({ left, right, ...property }) => ({ ...property, values: { left, right } })),
    ...lists
      .flatMap((list) => inList(list, ""))
      .map((shown) => {
        const { left: _left, right: _right, ...about } = byPath.get(shown.path) ?? {};
        return { ...shown, ...about };
      }),
  ];
}

/** Where a list is written: the first place in it that differs. */
export const listPosition = ({ properties }: ReportedDifference, list: ListChanges): Position | undefined =>
  properties.find(({ path, position }) => position && isIn(list.property, path))?.position;

/** The lines that would accept what happens to the entries and the sequence of lists. */
export function acceptedChanges({ properties, lists }: ReportedDifference): ReportedProperty[] {
  const shown = new Set(lists.flatMap((list) => inList(list, "")).map(({ path }) => path));
  return properties.filter(
    ({ path, accept }) =>
      accept !== undefined && !shown.has(path) && lists.some((list) => isIn(list.property, path)),
  );
}

function inList({ property, changes }: ListChanges, path: string): ShownProperty[] {
  return changes.flatMap((change) => inEntry(change, `${path}${property}[${change.entry}]`));
}

function inEntry(change: EntryChange, path: string): ShownProperty[] {
  if (change.change === "added") {
    // An option that is nothing but its text has been told.
    return plainText(change.value) === change.entry ? [] : [{ path, added: change.value }];
  }
  if (change.change !== "changed") return [];
  return [
    ...change.properties.map(({ path: below, ...values }) => ({ path: `${path}.${below}`, values })),
    ...change.lists.flatMap((list) => inList(list, `${path}.`)),
  ];
}
