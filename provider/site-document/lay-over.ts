import type { Properties } from "../core/definition";
import { isObject } from "../core/paths";
import { didYouMean } from "../core/suggest";
import type { ChangeLeaf } from "./leaves";
import { type Laid, matched, withoutMarks } from "./matched-entries";
import { type Entries, inSite, type Known, memberOf } from "./members";
import { pathOf, type Steps } from "./steps";

/** Where a value was written: in the document, or in the part of one that is laid over it. */
export interface Origin {
  layer: "document" | "overlay";
  steps: Steps;
}

/** Something wrong with what is laid over a document. */
export interface LayerProblem {
  /** Where, in what is laid over. */
  steps: Steps;
  message: string;
}

/** A document with another one on top. */
export interface LaidOver {
  document: Properties;
  /** By its path: where a value was written, unless that is clear from what it is in. */
  origins: ReadonlyMap<string, Origin>;
  problems: readonly LayerProblem[];
}

/**
 * A document with a part of one on top: entries are matched by what tells them apart, objects are merged, everything
 * else is replaced, and what is null on top goes. An entry that matches nothing says `new: true`; one that goes,
 * `removed: true`.
 *
 * @param inTerms gives a value as it is on the site, so that `${name}` in a key matches what it stands for
 */
export function laidOver(below: Properties, above: Properties, inTerms: ChangeLeaf): LaidOver {
  const laying: Laying = { origins: new Map(), problems: [], inTerms };
  const place: Place = { path: [], below: [], above: [] };
  const document = onObject(laying, inSite, below, above, place);
  return { document, origins: laying.origins, problems: laying.problems };
}

interface Laying {
  origins: Map<string, Origin>;
  problems: LayerProblem[];
  inTerms: ChangeLeaf;
}

/** Where something is: in the result, in the document and in what is laid over it. */
interface Place {
  path: Steps;
  below: Steps;
  above: Steps;
}

const at = ({ path, below, above }: Place, step: string): Place => ({
  path: [...path, step],
  below: [...below, step],
  above: [...above, step],
});

function onObject(
  laying: Laying,
  known: Known,
  below: Properties,
  above: Properties,
  place: Place,
): Properties {
  const result = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const here = at(place, name);
    const member = memberOf(known, name);
    const before = result[name];
    if (value === null) remove(laying, result, name, here);
    else if (member.kind === "entries" && Array.isArray(value)) {
      result[name] = onEntries(laying, member.entries, Array.isArray(before) ? before : [], value, here);
    } else if (member.kind === "object" && isObject(value) && isObject(before)) {
      result[name] = onObject(laying, member.known, before, value, here);
    } else {
      noteOverlay(laying, here);
      result[name] = value;
    }
  }
  return result;
}

const noteOverlay = ({ origins }: Laying, { path, above }: Place) =>
  origins.set(pathOf(path), { layer: "overlay", steps: above });

function remove(laying: Laying, result: Properties, name: string, place: Place): void {
  if (result[name] === undefined) {
    const message = `takes away ${name}, which the document hasn't got here.${didYouMean(name, Object.keys(result))}`;
    laying.problems.push({ steps: place.above, message });
  }
  noteOverlay(laying, place);
  delete result[name];
}

function onEntries(
  laying: Laying,
  entries: Entries,
  below: readonly unknown[],
  above: readonly unknown[],
  place: Place,
): unknown[] {
  const { laid, problems } = matched(entries, below, above, laying.inTerms);
  for (const { index, message } of problems)
    laying.problems.push({ steps: [...place.above, index], message });
  return laid.map((one, index) => finished(laying, entries, one, { ...place, path: [...place.path, index] }));
}

function finished(laying: Laying, { known }: Entries, { below, above }: Laid, place: Place): unknown {
  const here = {
    path: place.path,
    below: [...place.below, below?.index ?? 0],
    above: [...place.above, above?.index ?? 0],
  };
  if (below === undefined) {
    noteOverlay(laying, here);
    return above && withoutMarks(above.entry);
  }
  laying.origins.set(pathOf(here.path), { layer: "document", steps: here.below });
  if (above === undefined || !isObject(below.entry)) return below.entry;
  return onObject(laying, known, below.entry, withoutMarks(above.entry), here);
}
