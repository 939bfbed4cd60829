import type { Acceptance, OtherSite, Refusal } from "../site-document/accepting";
import type { ObjectDifference } from "../site-document/compare";
import type { PropertyDifference } from "../site-document/compare-fields";
import { isSecretPlaceholder } from "../site-document/secrets";
import { stepsOf, valueAtSteps } from "../site-document/steps";
import type { Written } from "../site-document/written";
import { acceptedLine, isSecret, orderText } from "./accept";
import type { Report, ReportedProperty } from "./report";

type Accepted = Pick<ReportedProperty, "accept" | "acceptAt" | "alsoChanges">;

/** The differences that a file can accept, and why it can't accept the others. */
export function acceptable(
  written: Written,
  differences: readonly ObjectDifference[],
): { differences: ObjectDifference[]; refusals: Refusal[] } {
  const refusals = differences.flatMap((difference) => refusalsOf(written, difference));
  const kept = differences
    .filter(({ change }) => change !== "ambiguous")
    .map((difference) => ({
      ...difference,
      properties: difference.properties.filter((property) => !isOfSecret(property)),
    }))
    .filter(({ change, properties }) => change !== "changed" || properties.length > 0);
  return { differences: kept, refusals };
}

const isOfSecret = ({ left, right }: PropertyDifference) => isSecret(left) || isSecret(right);

function refusalsOf(written: Written, difference: ObjectDifference): Refusal[] {
  const { change, object, left } = difference;
  if (change === "ambiguous") {
    const reason = "is there several times. Delete or rename all but one on the site.";
    return [{ position: written.propertyPosition(object.path), path: object.place, reason }];
  }
  return difference.properties.filter(isOfSecret).map((property) => ({
    position: written.valuePosition(`${(left ?? object).path}.${property.at.left}`),
    path: `${object.place}.${property.path}`,
    reason: secretText(valueAtSteps(written.document, stepsOf(`${object.path}.${property.at.left}`))),
  }));
}

/** What a secret has to be written to: never a file. */
const secretText = (declared: unknown): string =>
  isSecretPlaceholder(declared)
    ? `is a secret: set the environment variable ${declared.secret} to the new one, from where you keep it.`
    : "is a secret: { secret: NAME } in place of it names the environment variable that brings the new one.";

/**
 * A report with the line of the document or its overlay that accepts each difference, and where that is.
 *
 * @param differences those of the report, in its sequence
 */
export function withAcceptedLines(
  report: Report,
  differences: readonly ObjectDifference[],
  written: Written,
  acceptance: Acceptance,
  others: readonly OtherSite[],
): Report {
  const lineFor = (difference: ObjectDifference, property?: PropertyDifference): Accepted => {
    const [refusal] =
      property && isOfSecret(property) ? refusalsOf(written, { ...difference, properties: [property] }) : [];
    if (refusal) return refused(refusal);
    const one = property ? { ...difference, properties: [property] } : difference;
    const found = acceptance.placeFor([one], others);
    if (found === undefined) return {};
    if ("reason" in found) return refused(found);
    const { position, alsoChanges } = found;
    const accept =
      property?.inList === "order"
        ? orderText(property.path.replace(/ \(order\)$/, ""), property.right)
        : acceptedLine(found);
    return { accept, acceptAt: position, ...(alsoChanges.length > 0 && { alsoChanges }) };
  };
  return {
    ...report,
    differences: report.differences.map((reported, index) => {
      const difference = differences[index];
      if (difference === undefined || difference.change === "ambiguous") return reported;
      const properties = reported.properties.map((property, position) => {
        const found = difference.properties[position];
        return found ? { ...property, ...lineFor(difference, found) } : property;
      });
      return { ...reported, properties, ...(difference.change !== "changed" && lineFor(difference)) };
    }),
  };
}

const refused = ({ position, path, reason }: Refusal): Accepted => ({
  accept: `${path} ${reason}`,
  acceptAt: position,
});
