import type { Definition, Properties } from "../core/definition";
import { factsOf, isAddress } from "../core/field-facts";
import { fieldAt } from "../core/paths";
import type { ObjectDifference } from "../site-document/compare";
import { fieldsOf } from "../site-document/compare-fields";
import { newestTable } from "../site-document/defaults/tables";
import { essential } from "../site-document/essential";
import { changesOf } from "../site-document/list-changes";
import type { SiteObject } from "../site-document/objects";
import type { Position } from "../site-document/parsed-yaml";
import { Secret } from "../site-document/secrets";
import type { ResourceDrift } from "../stack/drift";
import type { Compared } from "./compared";
import type { Report, ReportedDifference, ReportedProperty } from "./report";

/** What two sites are called in a report, and whose values there are afterwards. Default: those of the right one. */
export type Sides = Pick<Report, "title" | "left" | "right" | "missing"> & { becomes?: "left" | "right" };

/** Differences of sites as a report, with the places of what is written in a document. */
export function reportOf(
  differences: readonly ObjectDifference[],
  { becomes = "right", ...sides }: Sides,
  compared: { left: Compared; right: Compared },
  notes: readonly string[],
): Report {
  return {
    ...sides,
    differences: differences.map((difference) => reported(difference, compared, becomes)),
    ignored: 0,
    notes,
  };
}

function reported(
  difference: ObjectDifference,
  { left, right }: { left: Compared; right: Compared },
  becomes: "left" | "right",
): ReportedDifference {
  const { change, object, properties, lists, below, ids } = difference;
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
    lists: lists.map((list) => changesOf(list, becomes)),
    content: contentOf(change, object, becomes),
    below,
    ids,
  };
}

/** An object that comes is told with what is in it; of one that goes, what its name doesn't have in full. */
function contentOf(
  change: ObjectDifference["change"],
  { part, fields }: ObjectDifference["object"],
  becomes: "left" | "right",
): Properties | undefined {
  if (change === "changed") return undefined;
  const content = essential(fieldsOf(part), fields, newestTable[part.definition.name]);
  const comes = change === (becomes === "right" ? "additional" : "missing");
  return comes ? content : addressesInKey(part.definition, content);
}

/** A name has only the host of an address. */
const addressesInKey = ({ naturalKey, inputs }: Definition, content: Properties): Properties =>
  Object.fromEntries(
    Object.entries(content).filter(([name]) => naturalKey.includes(name) && isAddress(inputs[name])),
  );

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
  differences: drifted.map(({ urn, kind, name, change, properties, lists }) => ({
    urn,
    kind,
    object: `${kind} ${name}`,
    change,
    properties: properties.map(({ path, left, right }) => ({ path, left, right })),
    lists: lists.map((list) => changesOf(list, "right")),
    below: 0,
  })),
  ignored: 0,
  notes: [],
});
