import { closest, distance } from "fastest-levenshtein";

/** The candidate that a typo most likely meant; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || word.length > 100) return undefined;
  const lower = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const closestWord = closest(word.toLowerCase(), [...lower.keys()]);
  // Two swapped letters, or a third of all letters wrong. A guess from further away would mislead.
  const length = Math.max(word.length, closestWord.length);
  const limit = length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
  return distance(word.toLowerCase(), closestWord) <= limit ? lower.get(closestWord) : undefined;
}

/** ` Did you mean "x"?` with a leading space, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}

/** ` There are: "a", "b" and 3 more.` with a leading space, the nearest first; nothing where there are none. */
export function thereAre(word: string, candidates: readonly string[]): string {
  const near = byNearness(word, [...new Set(candidates)]);
  if (near.length === 0) return "";
  const shown = near.slice(0, mostOffered).map((candidate) => JSON.stringify(candidate));
  const more = near.length > shown.length ? ` and ${near.length - shown.length} more` : "";
  return ` There are: ${shown.join(", ")}${more}.`;
}

const mostOffered = 5;

const byNearness = (word: string, candidates: readonly string[]): string[] =>
  candidates
    .map((candidate) => ({ candidate, steps: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.steps - other.steps)
    .map(({ candidate }) => candidate);
