import type { ListChanges } from "../../site-document/list-changes";
import { withShownAddresses } from "../../text/address";
import { jsonDocument } from "../../text/json";
import type { Report, ReportedProperty } from "./report";

/** For scripts: the names are part of the interface. */
export function jsonReport({ differences, coverage, ...report }: Report): string {
  const document = {
    title: report.title,
    differs: differences.length > 0,
    ...(report.failure && { failure: report.failure }),
    left: report.left,
    right: report.right,
    differences: differences.map(({ properties, lists, content, ...one }) => ({
      ...one,
      properties: properties.map(propertyIn),
      ...(lists.length > 0 && { lists: lists.map(listIn) }),
      ...(content && { content: withShownAddresses(content) }),
    })),
    ...(coverage && {
      ...coverage.objects,
      unmanaged: coverage.unmanaged,
      fields: coverage.fields,
      unmanagedFields: coverage.unmanagedFields,
    }),
    ignored: report.ignored,
    ...(report.warnings && { warnings: report.warnings }),
    notes: report.notes,
  };
  return jsonDocument(document);
}

const propertyIn = ({ path, left, right, ...more }: ReportedProperty) => ({
  property: path,
  left: withShownAddresses(left ?? null),
  right: withShownAddresses(right ?? null),
  ...more,
});

const listIn = ({ property, changes }: ListChanges): object => ({
  property,
  changes: changes.map(({ entry, ...change }) => {
    if (change.change !== "changed") return { entry, ...(withShownAddresses(change) as object) };
    const { properties, lists } = change;
    return { entry, ...change, properties: properties.map(propertyIn), lists: lists.map(listIn) };
  }),
});
