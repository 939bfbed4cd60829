import { factsOf } from "../core/field-facts";
import { fieldAt } from "../core/paths";
import type { ObjectDifference } from "../site-document/compare";
import type { SiteObject } from "../site-document/objects";
import type { Position } from "../site-document/parsed-yaml";
import { Secret } from "../site-document/secrets";
import type { ResourceDrift } from "../stack/drift";
import type { Compared } from "./compared";
import type { Report, ReportedDifference, ReportedProperty } from "./report";

/** What two sites are called in a report. */
export type Sides = Pick<Report, "title" | "left" | "right" | "missing">;

/** Differences of sites as a report, with the places of what is written in a document. */
export function reportOf(
  differences: readonly ObjectDifference[],
  sides: Sides,
  { left, right }: { left: Compared; right: Compared },
  notes: readonly string[],
): Report {
  return {
    ...sides,
    differences: differences.map((difference) => reported(difference, left, right)),
    ignored: 0,
    notes,
  };
}

function reported(difference: ObjectDifference, left: Compared, right: Compared): ReportedDifference {
  const { change, object, properties, below, ids } = difference;
  return {
    kind: object.part.definition.name,
    object: object.place,
    position: positionOf(left, difference.left) ?? positionOf(right, difference.right),
    change,
    properties: properties.map(
      (property): ReportedProperty => ({
        path: property.path,
        left: isSecret(object, property.path) ? masked(property.left) : property.left,
        right: isSecret(object, property.path) ? masked(property.right) : property.right,
        position:
          positionOf(left, difference.left, property.at.left) ??
          positionOf(right, difference.right, property.at.right),
      }),
    ),
    below,
    ids,
  };
}

/** Where an object, or the value of a property of it, is written, if its site is a document that has it. */
function positionOf(
  { written }: Compared,
  object: SiteObject | undefined,
  property?: string,
): Position | undefined {
  if (written === undefined || object === undefined) return undefined;
  if (property === undefined) return written.propertyPosition(object.path);
  return written.valuePosition(`${object.path}.${property}`);
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
    properties: properties.map(({ path, left, right }) => ({ path, left, right })),
    below: 0,
  })),
  ignored: 0,
  notes: [],
});
