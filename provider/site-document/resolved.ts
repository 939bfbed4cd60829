import { Comm100Error } from "../core/errors";
import { grouped } from "../core/ordering";
import type { Problem } from "../core/validate";
import { visible } from "../text/visible";
import { missingText, noOverlay, type Overlay } from "./overlay";
import { type Position, positionText } from "./parsed-yaml";
import type { Source } from "./source";
import { pathOf } from "./steps";
import { unusedProblems } from "./unused";
import { documentProblems } from "./validate";
import { positionInOverlay, useOf, useText, type Written, writtenFor } from "./written";

/** Something wrong with what a document says on one site, and where that is written. */
export interface PlacedProblem extends Problem, Position {
  /** Of a warning that isn't about what the API's documents leave open. */
  isAlwaysShown?: true;
}

/**
 * What a document says on one site, and everything that is wrong with it.
 *
 * @param overlay undefined where the site isn't known: then values that differ by site aren't checked
 */
export function resolved(
  source: Source,
  overlay: Overlay | undefined,
): { written: Written; problems: PlacedProblem[] } {
  const written = writtenFor(source, overlay ?? noOverlay);
  const paths = new Set(written.missing.map(({ path }) => path));
  const ofDocument = documentProblems(written.document).filter(
    // Nobody has written a default, and nobody can do anything about it.
    ({ path, isWarning }) => !paths.has(path) && !(isWarning && !written.isWritten(path)),
  );
  const ofOverlay = overlay === undefined ? [] : overlayProblems(written);
  return { written, problems: [...ofOverlay, ...placed(written, ofDocument)] };
}

/** What is wrong with an overlay for its document. */
export const overlayProblems = (written: Written): PlacedProblem[] => [
  ...written.problems.map(({ steps, message }) => {
    const inFile = ["site", ...steps];
    return { ...positionInOverlay(written, inFile), path: pathOf(inFile), message };
  }),
  ...missingProblems(written),
  ...unusedProblems(written),
];

function missingProblems(written: Written): PlacedProblem[] {
  const names = Object.keys(written.overlay.values);
  return written.missing.map(({ path, word }) => ({
    ...written.propertyPosition(path),
    path,
    message: missingText(word, names),
  }));
}

/** One problem of a value that is used in several places is one. */
function placed(written: Written, problems: readonly Problem[]): PlacedProblem[] {
  const groups = grouped(problems, ({ path, message, isOfName }) => {
    const use = isOfName ? undefined : useOf(written, path);
    return use === undefined ? path + message : pathOf(use) + message;
  });
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [placedOne(written, first, group)];
  });
}

function placedOne(written: Written, problem: Problem, all: readonly Problem[]): PlacedProblem {
  const { isOfName, ...said } = problem;
  const use = isOfName ? undefined : useOf(written, problem.path);
  if (use === undefined) return { ...said, ...written.propertyPosition(problem.path) };
  const places = all.map(({ path }) => positionText(written.propertyPosition(path)));
  const message = `${said.message} It is what ${useText(use)} is here, used in ${placesText(places)}.`;
  return { ...said, ...written.valuePosition(problem.path), message };
}

/** Of many places the first ones. */
const placesText = (places: readonly string[]) =>
  places.length <= 3 ? places.join(", ") : `${places.slice(0, 3).join(", ")} and ${places.length - 3} more`;

/** `site.yaml:3:5: campaigns[0].name: must not be empty.` */
export const placedText = ({ path, message, ...position }: PlacedProblem): string =>
  `${positionText(position)}: ${path}: ${message}`;

/**
 * As `resolved`, for a document that has to be right.
 *
 * @throws Comm100Error that names every problem with file, line and column
 */
export function resolvedOrError(source: Source, overlay: Overlay): Written {
  const { written, problems } = resolved(source, overlay);
  refuse(`in ${source.file}${overlay.parsed ? ` with ${overlay.parsed.file}` : ""}`, problems);
  return written;
}

/** @throws Comm100Error when any of the problems is an error */
export function refuse(where: string, problems: readonly PlacedProblem[]): void {
  const lines = problems.filter(({ isWarning }) => !isWarning).map((one) => `  ${visible(placedText(one))}`);
  if (lines.length === 0) return;
  const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
  throw new Comm100Error([`${count} ${where}:`, ...lines].join("\n"));
}
