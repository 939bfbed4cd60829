import { referenceProperty, referredKinds } from "../core/site-parts";
import { didYouMean, nearest } from "../core/suggest";
import { definitions } from "../definitions";
import type { PlacedProblem } from "./resolved";
import { pathOf, type Steps } from "./steps";
import { positionInOverlay, type Written } from "./written";

/**
 * What an overlay has for nothing: an error where it is a slip, as the document asks for nearly the same, else a
 * warning.
 */
export function unusedProblems(written: Written): PlacedProblem[] {
  const used = new Set([...written.uses.values()].flat().map((steps) => pathOf(steps)));
  const isUnused = (steps: Steps) => !used.has(pathOf(steps));
  return [
    ...Object.keys(written.overlay.values)
      .filter((word) => isUnused(["values", word]))
      .map((word) => unusedValue(written, word)),
    ...Object.entries(written.overlay.references).flatMap(([property, names]) =>
      referenceProperties().includes(property)
        ? Object.keys(names)
            .filter((name) => isUnused(["references", property, name]))
            .map((name) => unusedName(written, property, name))
        : [unknownProperty(written, property)],
    ),
  ];
}

function unusedValue(written: Written, word: string): PlacedProblem {
  const asked = written.missing.map((one) => one.word);
  return problemAt(written, ["values", word], `nothing uses \${${word}}`, word, asked);
}

function unusedName(written: Written, property: string, name: string): PlacedProblem {
  const own = written.overlay.references[property] ?? {};
  const asked = [...(written.names.get(property) ?? [])].filter((one) => !Object.hasOwn(own, one));
  const message = `nothing refers to ${property} ${JSON.stringify(name)}`;
  return problemAt(written, ["references", property, name], message, name, asked);
}

function unknownProperty(written: Written, property: string): PlacedProblem {
  const known = referenceProperties();
  const steps = ["references", property];
  return {
    ...positionInOverlay(written, steps),
    path: pathOf(steps),
    message: `is nothing that a document refers to: ${known.join(", ")}.${didYouMean(property, known)}`,
  };
}

const referenceProperties = () => [
  ...new Set(definitions.flatMap(({ inputs }) => referredKinds(inputs)).map(referenceProperty)),
];

function problemAt(
  written: Written,
  steps: Steps,
  what: string,
  word: string,
  asked: readonly string[],
): PlacedProblem {
  const near = nearest(word, asked);
  const place = { ...positionInOverlay(written, steps), path: pathOf(steps) };
  const message = `${what} in ${written.source.file}`;
  return near === undefined
    ? { ...place, message: `${message}.`, isWarning: true, isAlwaysShown: true }
    : { ...place, message: `${message}. Did you mean "${near}"?` };
}
