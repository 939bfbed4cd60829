import { factsOf } from "../core/field-facts";
import { fieldAt } from "../core/paths";
import type { ObjectDifference } from "../site-document/compare";
import type { PropertyDifference } from "../site-document/compare-fields";
import { Secret } from "../site-document/secrets";
import type { ResourceDrift } from "../stack/drift";
import type { Compared } from "./compared";
import type { Report, ReportedDifference, ReportedProperty } from "./report";

/** What two sites are called in a report. */
export type Sides = Pick<Report, "title" | "left" | "right" | "missing">;

/** Differences of sites as a report, with the lines of the left one's document, if it is one. */
export function reportOf(
  differences: readonly ObjectDifference[],
  sides: Sides,
  left: Compared,
  notes: readonly string[],
): Report {
  return {
    ...sides,
    differences: differences.map((difference) => reported(difference, left)),
    ignored: 0,
    notes,
  };
}

function reported(
  { change, object, properties, below, ids }: ObjectDifference,
  left: Compared,
): ReportedDifference {
  const { definition } = object.part;
  const isInLeft = change !== "additional";
  return {
    kind: definition.name,
    object: object.place,
    position: isInLeft ? left.source?.position(object.path) : undefined,
    change,
    properties: properties.map((property) => reportedProperty(property, object, left)),
    below,
    ids,
  };
}

function reportedProperty(
  { path, left: deployed, right }: PropertyDifference,
  object: ObjectDifference["object"],
  left: Compared,
): ReportedProperty {
  const inDocument = `${object.path}.${path.replace(/ \(order\)$/, "").replace(/\[(?!\d+\])[^\]]*\].*$/, "")}`;
  return {
    path,
    left: isSecret(object, path) ? masked(deployed) : deployed,
    right: isSecret(object, path) ? masked(right) : right,
    position: left.source?.position(inDocument),
  };
}

/** A secret that a document holds in clear is a mistake, and no reason to print it. */
const masked = (value: unknown) => (value === undefined || value instanceof Secret ? value : "[secret]");

function isSecret({ part }: ObjectDifference["object"], path: string): boolean {
  const field = fieldAt(part.definition.inputs, path.replace(/\[[^\]]*\]/g, ""));
  return field !== undefined && factsOf(field).secret === true;
}

/** Drift of a stack's resources as a report. */
export const stackReportOf = (drifted: readonly ResourceDrift[], sides: Sides): Report => ({
  ...sides,
  differences: drifted.map(({ urn, kind, name, change, properties }) => ({
    urn,
    kind,
    object: `${kind} ${name}`,
    change,
    properties,
    below: 0,
  })),
  ignored: 0,
  notes: [],
});
