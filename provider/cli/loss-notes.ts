import type { Step } from "../promotion";
import type { ObjectDifference } from "../site-document/compare";

/** What is lost where one of the objects that only one site has is deleted to match the other one. */
export const lossNotes = (differences: readonly ObjectDifference[]): string[] =>
  differences
    .filter(({ change }) => change === "missing" || change === "additional")
    .flatMap(({ object: { place, part } }) => {
      const { lostOnDelete } = part.definition;
      return lostOnDelete === undefined ? [] : [`${place}: where it is deleted, ${lostOnDelete}.`];
    });

/** What is lost by the deletions of a plan. */
export const deletionNotes = (steps: readonly Step[]): string[] =>
  steps
    .filter(({ action }) => action === "delete")
    .flatMap(({ object: { place, part } }) => {
      const { lostOnDelete } = part.definition;
      return lostOnDelete === undefined ? [] : [`${place} will be deleted: ${lostOnDelete}.`];
    });
