import { Comm100Error } from "../core/errors";
import { isObject } from "../core/paths";
import type { AcceptedSite } from "../site-document/accepting";
import type { ObjectDifference } from "../site-document/compare";
import type { PropertyDifference } from "../site-document/compare-fields";
import type { SiteObject } from "../site-document/objects";
import { stepsOf, valueAtSteps } from "../site-document/steps";
import type { Written } from "../site-document/written";
import type { ResourceDrift } from "../stack/drift";
import { acceptedProperty } from "./accept";
import { acceptable, withAcceptedLines } from "./accepted-report";
import { comparedDocument } from "./compared";
import { filesOfSites } from "./configured-sites";
import type { Given } from "./given";
import { otherSites } from "./other-sites";
import type { Report } from "./report";

/**
 * The report of a stack with the lines that would accept what is live: those of the document that the configuration
 * file names for the stack's site, and of the program for what isn't in that.
 */
export async function withLinesOfStack(
  report: Report,
  drifted: readonly ResourceDrift[],
  stack: string,
  given: Given<"config">,
): Promise<Report> {
  const inProgram = withProgramLines(report);
  const site = filesOfSites(given).find((one) => one.stack === stack);
  if (site?.document === undefined) return inProgram;
  try {
    const { written } = await comparedDocument(site.document, site.overlay);
    const { others } = await otherSites(site.name, written, given);
    const found = await objectsFor(drifted, written);
    const lines = await Promise.all(
      drifted.map((one, index) => linesOf(one, found[index], report, written, others)),
    );
    return {
      ...inProgram,
      differences: inProgram.differences.map((difference, index) => lines[index] ?? difference),
    };
  } catch (error) {
    if (!(error instanceof Comm100Error)) throw error;
    const note = `The lines are those of a program, as ${site.document} can't be used: ${error.message}`;
    return { ...inProgram, notes: [...inProgram.notes, note] };
  }
}

const withProgramLines = (report: Report): Report => ({
  ...report,
  differences: report.differences.map((difference) => ({
    ...difference,
    properties: difference.properties.map((one) => ({ ...one, accept: acceptedProperty(one) })),
  })),
});

/** The object of the document that each resource was made from: it ends its name with that of the object. */
async function objectsFor(
  drifted: readonly ResourceDrift[],
  { document }: Written,
): Promise<(SiteObject | undefined)[]> {
  const { objectsOf, resourceNamesIn } = await import("../site-document/objects.js");
  const objects = objectsOf(document);
  const names = resourceNamesIn(document);
  return drifted.map(({ kind, name }) => {
    const matches = objects
      .filter(({ part }) => part.definition.name === kind)
      .map((object) => ({ object, own: names.get(object.path) ?? "" }))
      .filter(({ own }) => own === "" || name === own || name.endsWith(`/${own}`))
      .sort((one, other) => other.own.length - one.own.length);
    const [first, second] = matches;
    return first && first.own.length !== second?.own.length ? first.object : undefined;
  });
}

type Others = Awaited<ReturnType<typeof otherSites>>["others"];

async function linesOf(
  drift: ResourceDrift,
  object: SiteObject | undefined,
  report: Report,
  written: Written,
  others: Others,
): Promise<Report["differences"][number] | undefined> {
  const reported = report.differences.find(({ urn }) => urn === drift.urn);
  if (object === undefined || reported === undefined) return undefined;
  const { Acceptance } = await import("../site-document/accepting/index.js");
  const { right, properties } = liveSite(drift, object, written);
  const difference: ObjectDifference = {
    change: drift.change,
    object,
    left: object,
    right: object,
    properties,
    lists: [],
    below: 0,
  };
  const taken = acceptable(written, [difference]);
  const acceptance = new Acceptance(written, taken.differences, right, "document");
  const one = { ...report, differences: [reported] };
  const [shown] = withAcceptedLines(one, [difference], written, acceptance, others).differences;
  const position = written.propertyPosition(object.path);
  return (
    shown && {
      ...shown,
      position,
      properties: shown.properties.map((property, index) => ({
        ...property,
        position: written.valuePosition(`${object.path}.${drift.properties[index]?.at.left}`),
      })),
    }
  );
}

/** The document with the live values of the resource, and where these are in it. */
function liveSite(
  { properties }: ResourceDrift,
  object: SiteObject,
  { document }: Written,
): { right: AcceptedSite; properties: PropertyDifference[] } {
  const live = structuredClone(document);
  const placed = properties.map((property): PropertyDifference => {
    const { at, right, inList } = property;
    if (inList === "removed" || inList === "order") return property;
    const steps = stepsOf(`${object.path}.${at.left}`);
    const last = steps.at(-1) ?? "";
    const owner = valueAtSteps(live, steps.slice(0, -1));
    const before = valueAtSteps(owner, [last]);
    const list = Array.isArray(before) ? before : [];
    if (isObject(owner)) owner[last] = inList === "added" ? [...list, right] : right;
    const place = inList === "added" ? `${at.left}[${list.length}]` : at.left;
    return { ...property, at: { left: at.left, right: place } };
  });
  return { right: { document: live, forFile: () => live }, properties: placed };
}
