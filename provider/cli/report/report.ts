import type { Properties } from "../../core/properties";
import type { Share } from "../../site-document/coverage";
import type { ListChanges } from "../../site-document/list-changes";
import { type Position, positionText } from "../../site-document/parsed-yaml";
import { withShownAddresses } from "../../text/address";
import { countOf } from "../count-of";

/** A property whose two values differ. Secrets are texts like `[secret]` already. */
export interface ReportedProperty {
  /** `conditions[0].value` */
  path: string;
  left: unknown;
  right: unknown;
  /** In place of the right value: what becomes of the property. */
  says?: string | undefined;
  position?: Position | undefined;
  /** The line of the document or program that would accept the right value. */
  accept?: string | undefined;
  /** Where that line is, or would be. */
  acceptAt?: Position | undefined;
  /** The other sites that it changes. */
  alsoChanges?: readonly string[] | undefined;
}

export interface ReportedDifference {
  /** The name of the resource class: ChatButton. */
  kind: string;
  /** What a person calls the object: `campaigns[Sales].chatButton`, or `ChatButton sales-button` in a stack. */
  object: string;
  /** In a stack. */
  urn?: string | undefined;
  position?: Position | undefined;
  /** `missing`: only the left side has the object; `additional`: only the right one; `ambiguous`: one has several of it. */
  change: "changed" | "missing" | "additional" | "ambiguous";
  properties: readonly ReportedProperty[];
  /** What happens to lists of objects among the properties. */
  lists: readonly ListChanges[];
  /** Of an object that comes: what isn't empty, nor has its default; of one that goes what tells it from others. */
  content?: Properties | undefined;
  /** Of a missing or additional object: how many more go with it. */
  below: number;
  /** Of an ambiguous object: the ids of the several. */
  ids?: readonly string[] | undefined;
  /** What happens to it, in a report of what is going to: `to create`. */
  says?: string | undefined;
  /** What else should be known of it, such as what its deletion breaks. */
  remarks?: readonly string[];
  /** Of a whole object: as of a property. */
  accept?: string | undefined;
  acceptAt?: Position | undefined;
  alsoChanges?: readonly string[] | undefined;
}

/** An object of the site that nothing manages. */
export interface UnmanagedObject {
  kind: string;
  object: string;
  below: number;
  /** Of several that nothing tells apart. */
  ids?: readonly string[] | undefined;
}

/** How much of a site is managed. */
export interface ReportedCoverage {
  objects: Share;
  fields: Share;
  unmanaged: readonly UnmanagedObject[];
  unmanagedFields: readonly UnmanagedFields[];
}

/** The fields of a managed object that nothing manages, by their paths. */
export interface UnmanagedFields {
  kind: string;
  object: string;
  fields: readonly string[];
}

/** What a comparison has found, for people, scripts and CI systems. */
export interface Report {
  /** `Drift of stack production` */
  title: string;
  /** Whose values the left ones are: `deployed`. */
  left: string;
  /** Whose values the right ones are: `live`. */
  right: string;
  /** What a missing object is: `not on the site`. Default: that only the left side has it. */
  missing?: string;
  differences: readonly ReportedDifference[];
  /** What the differences are. Default: what differs now. */
  about?: "changes";
  /** Why there is nothing to tell, in lines. */
  failure?: readonly string[];
  /** How many differences a pattern has left out. */
  ignored: number;
  /** Only where it was asked for. */
  coverage?: ReportedCoverage | undefined;
  /** What is uncertain, and should be looked at. */
  warnings?: readonly string[];
  /** What else should be known, such as objects that can't be compared. */
  notes: readonly string[];
}

/** `site.yaml:12:5  title: Chat  (also changes staging)` */
export function acceptText({
  accept = "",
  acceptAt,
  alsoChanges = [],
}: Pick<ReportedProperty, "accept" | "acceptAt" | "alsoChanges">): string {
  const place = acceptAt === undefined ? "" : `${positionText(acceptAt)}  `;
  const others = alsoChanges.length === 0 ? "" : `  (also changes ${alsoChanges.join(", ")})`;
  return `${place}${accept}${others}`;
}

/** A value in one line: as JSON, a missing one as `(nothing)`. Of an address what opens it isn't shown. */
export const valueText = (value: unknown): string =>
  value === undefined || value === null
    ? "(nothing)"
    : (JSON.stringify(withShownAddresses(value)) ?? String(value));

/** What is told of an object that comes or goes: `targetUrl: "https://hooks.example.com/comm100"`. */
export const contentLines = ({ content = {} }: ReportedDifference): string[] =>
  Object.entries(content).map(([name, value]) => `${name}: ${valueText(value)}`);

/** Whether something is told of the whole object, and not only of its properties. */
export const isTold = ({ change, says }: ReportedDifference): boolean =>
  change !== "changed" || says !== undefined;

/** `1 object differs` */
export const countText = ({ differences, about, failure }: Report): string => {
  if (failure) return "failed";
  if (about === "changes") {
    return differences.length === 0 ? "no changes" : countOf(differences.length, "change");
  }
  if (differences.length === 0) return "no differences";
  return differences.length === 1 ? "1 object differs" : `${differences.length} objects differ`;
};

/** What happened to a whole object, in words. */
export function changeText(
  { change, below, says, ids = [] }: ReportedDifference,
  { left, right, missing }: Report,
): string {
  const others = below === 0 ? "" : ` (with ${below} that ${below === 1 ? "belongs" : "belong"} to it)`;
  if (says !== undefined) return `${says}${others}`;
  if (change === "missing") return `${missing ?? `only ${left}, not ${right}`}${others}`;
  if (change === "ambiguous") {
    return `ambiguous, as there are ${ids.length} that nothing tells apart (ids ${ids.join(", ")}). Delete or rename all but one`;
  }
  if (change === "additional") return `only ${right}, not ${left}${others}`;
  return "differs";
}

/** `78 % of the fields (312 of 400), 31 of 40 objects` */
export function coverageText({ fields, objects }: ReportedCoverage): string {
  const percent = fields.total === 0 ? 100 : Math.floor((100 * fields.managed) / fields.total);
  return `${percent} % of the fields (${fields.managed} of ${fields.total}), ${objects.managed} of ${objects.total} objects`;
}

/** What an object that isn't managed has beside it; empty for one that stands alone. */
export function unmanagedText({ below, ids }: UnmanagedObject): string {
  if (ids) return `, ${ids.length} that nothing tells apart (ids ${ids.join(", ")})`;
  return below === 0 ? "" : `, with ${below} that belong to it`;
}

/** How many fields of managed objects nobody manages, and of which kinds most; undefined where there are none. */
export function unmanagedFieldsText({ unmanagedFields }: ReportedCoverage): string | undefined {
  if (unmanagedFields.length === 0) return undefined;
  const byKind = new Map<string, number>();
  for (const { kind, fields } of unmanagedFields) byKind.set(kind, (byKind.get(kind) ?? 0) + fields.length);
  const sorted = [...byKind].sort(([, one], [, other]) => other - one);
  const most = sorted.slice(0, 5).map(([kind, count]) => `${kind} ${count}`);
  const count = sorted.reduce((sum, [, one]) => sum + one, 0);
  const rest = sorted.length > most.length ? " and others" : "";
  return `${countOf(count, "field")} of managed objects that nobody manages: ${most.join(", ")}${rest} (by name with --json)`;
}
