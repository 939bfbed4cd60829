import { RENAMED_FROM } from "../core/entry-properties";
import { aligned, type Standing } from "../site-document/aligned";
import type { ObjectDifference } from "../site-document/compare";
import { nameOfObject, type SiteObject } from "../site-document/objects";
import { positionText } from "../site-document/parsed-yaml";
import type { Compared } from "./compared";
import { valueText } from "./report/report";

/** More than so many that look alike are no hint. */
const mostAlike = 3;

/**
 * What a person should know of names that two sites have: objects that look like renamed ones, with the line to add, and lines that
 * have done their work.
 */
export const renameNotes = (
  differences: readonly ObjectDifference[],
  left: Compared,
  right: Compared,
): string[] => [
  ...differences.flatMap((difference) => likenessNote(difference, left, right)),
  ...aligned(left.document, right.document).standings.flatMap((one) => standingNote(one, left, right)),
  ...aligned(right.document, left.document).standings.flatMap((one) => standingNote(one, right, left)),
];

function likenessNote(
  { object, looksLike = [] }: ObjectDifference,
  left: Compared,
  right: Compared,
): string[] {
  if (looksLike.length === 0 || looksLike.length > mostAlike) return [];
  const others = looksLike.map(({ place }) => place).join(" or ");
  const start = `${object.place} (only ${left.label}) and ${others} (only ${right.label}) differ in nothing but the name.`;
  const line =
    left.written || !right.written
      ? lineAt(left, object, looksLike)
      : lineAt(right, looksLike[0] ?? object, [object]);
  return [`${start} If it was renamed, add ${line}: it is then updated in place, and keeps its id.`];
}

/** `renamedFrom: "Sales" at site.yaml:3:5` */
function lineAt({ written }: Compared, object: SiteObject, others: readonly SiteObject[]): string {
  const lines = others.map((other) => `${RENAMED_FROM}: ${valueText(nameOfObject(other))}`).join(" or ");
  return written
    ? `${lines} at ${positionText(written.propertyPosition(object.path))}`
    : `${lines} to ${object.place} in a document (comm100 export), and use that`;
}

function standingNote(standing: Standing, { written }: Compared, other: Compared): string[] {
  const { path, name, renamedFrom, on } = standing;
  const place = written ? positionText(written.propertyPosition(`${path}.${RENAMED_FROM}`)) : path;
  const line = `${place}: ${RENAMED_FROM}: ${valueText(renamedFrom)}`;
  if (on === "new" && other.isLive) {
    return [
      `${line} can go when every site of the document has "${name}"; ${other.label} has it, and no "${renamedFrom}".`,
    ];
  }
  if (on !== "both") return [];
  return [
    `${line} renames nothing, as ${other.label} has both "${name}" and "${renamedFrom}". If "${renamedFrom}" is another object, remove the line; otherwise rename or delete one of the two in the control panel.`,
  ];
}
