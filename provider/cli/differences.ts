import type { Definition, Properties } from "../core/definition";
import { factsOf, isAddress } from "../core/field-facts";
import { fieldAt } from "../core/paths";
import type { ObjectDifference } from "../site-document/compare";
import { fieldsOf, type PropertyDifference } from "../site-document/compare-fields";
import { newestTable } from "../site-document/defaults/tables";
import { essential } from "../site-document/essential";
import { changesOf } from "../site-document/list-changes";
import { Secret } from "../site-document/secrets";
import type { ResourceDrift } from "../stack/drift";
import type { Compared } from "./compared";
import type { Report, ReportedDifference, ReportedProperty } from "./report";

/** What two sites are called in a report, and whose values there are afterwards. Default: those of the right one. */
export type Sides = Pick<Report, "title" | "left" | "right" | "missing"> & { becomes?: "left" | "right" };

/** Differences of sites as a report, with the lines of the left one's document, if it is one. */
export function reportOf(
  differences: readonly ObjectDifference[],
  { becomes = "right", ...sides }: Sides,
  left: Compared,
  notes: readonly string[],
): Report {
  return {
    ...sides,
    differences: differences.map((difference) => reported(difference, left, becomes)),
    ignored: 0,
    notes,
  };
}

function reported(
  { change, object, properties, lists, below, ids }: ObjectDifference,
  left: Compared,
  becomes: "left" | "right",
): ReportedDifference {
  const { definition } = object.part;
  const isInLeft = change !== "additional";
  return {
    kind: definition.name,
    object: object.place,
    position: isInLeft ? left.source?.position(object.path) : undefined,
    change,
    properties: properties.map((property) => reportedProperty(property, object, left)),
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
  differences: drifted.map(({ urn, kind, name, change, properties, lists }) => ({
    urn,
    kind,
    object: `${kind} ${name}`,
    change,
    properties,
    lists: lists.map((list) => changesOf(list, "right")),
    below: 0,
  })),
  ignored: 0,
  notes: [],
});
