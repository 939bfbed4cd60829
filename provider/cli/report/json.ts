import { jsonDocument } from "../../text/json";
import type { Report } from "./report";

/** For scripts: the names are part of the interface. */
export function jsonReport({ differences, coverage, ...report }: Report): string {
  const document = {
    title: report.title,
    differs: differences.length > 0,
    left: report.left,
    right: report.right,
    differences: differences.map(({ properties, ...one }) => ({
      ...one,
      properties: properties.map(({ path, left, right, ...more }) => ({
        property: path,
        left: left ?? null,
        right: right ?? null,
        ...more,
      })),
    })),
    ...(coverage && {
      ...coverage.objects,
      unmanaged: coverage.unmanaged,
      fields: coverage.fields,
      unmanagedFields: coverage.unmanagedFields,
    }),
    ignored: report.ignored,
    notes: report.notes,
  };
  return jsonDocument(document);
}
