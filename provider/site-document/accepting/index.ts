import type { Properties } from "../../core/definition";
import { Comm100Error } from "../../core/errors";
import { compareSites, type ObjectDifference } from "../compare";
import { overlayIn } from "../overlay";
import type { Position } from "../parsed-yaml";
import { placedText, resolved } from "../resolved";
import { sourceIn } from "../source";
import type { Written } from "../written";
import { type AcceptedSite, accepted } from "./accepted";
import { type ChangedPlace, placeOf } from "./changed-place";
import { editedYaml } from "./edited-yaml";
import { decidedValues, type LayerChange, layerChange, type Values, wholeDocument } from "./layer-change";
import { isChanged, type OtherSite } from "./other-sites";

export type { AcceptedSite } from "./accepted";
export type { ChangedPlace } from "./changed-place";
export type { OtherSite } from "./other-sites";

/** A file before and after. */
export interface ChangedFile {
  file: string;
  before: string;
  after: string;
}

/** Why something can't be written, and where it would be. */
export interface Refusal {
  position: Position;
  path: string;
  reason: string;
}

/** Values of a site that a document takes over, in its own lines and those of its overlay. */
export class Acceptance {
  readonly #written: Written;
  readonly #into: "document" | "overlay";
  readonly #take: (differences: readonly ObjectDifference[]) => Properties;
  readonly #after: Properties;
  readonly #values: Values;

  /**
   * @param differences of the document as it is on the site, on the left, and the site
   * @param into where a value goes that neither the overlay sets nor one of its values makes
   */
  constructor(
    written: Written,
    differences: readonly ObjectDifference[],
    site: AcceptedSite,
    into: "document" | "overlay",
  ) {
    this.#written = written;
    this.#into = written.overlay.parsed === undefined ? "document" : into;
    this.#take = accepted(written.document, site);
    this.#after = this.#take(differences);
    this.#values = decidedValues(written, this.#after);
  }

  /**
   * The one place that has to change for some of the differences, or why none would do.
   *
   * @param others other sites of the document or the overlay
   */
  placeFor(
    differences: readonly ObjectDifference[],
    others: readonly OtherSite[] = [],
  ): (ChangedPlace & { alsoChanges: string[] }) | Refusal | undefined {
    const change = this.#changeTo(this.#take(differences), this.#values);
    const [refusal] = this.#refusals(change);
    if (refusal) return refusal;
    const place = placeOf(this.#written, change);
    const alsoChanges = others.filter((one) => isChanged(this.#written, change, one)).map(({ name }) => name);
    return place && { ...place, alsoChanges };
  }

  /** The files that have to change for all of the differences, or why they can't. */
  files(): { files: ChangedFile[]; refusals: Refusal[] } {
    const change = this.#changeTo(this.#after, this.#values);
    const refusals = this.#refusals(change);
    if (refusals.length > 0) return { files: [], refusals };
    const files = changedFiles(this.#written, change);
    return { files, refusals: this.#doubts(files) };
  }

  #changeTo = (after: Properties, values: Values): LayerChange =>
    layerChange(this.#written, after, this.#into, values);

  #refusals = ({ refusals }: LayerChange): Refusal[] =>
    refusals.map((one) => ({ ...one, position: this.#written.valuePosition(one.path) }));

  /** What the files, read again, say otherwise than they should. */
  #doubts(files: readonly ChangedFile[]): Refusal[] {
    const textOf = (file: string, text: string) => files.find((one) => one.file === file)?.after ?? text;
    const { source, overlay } = this.#written;
    const { parsed } = overlay;
    const again = resolved(
      sourceIn(source.file, textOf(source.file, source.parsed.text)),
      parsed ? overlayIn(parsed.file, textOf(parsed.file, parsed.text)) : overlay,
    );
    const [problem] = again.problems.filter(({ isWarning }) => !isWarning);
    if (problem) {
      const reason = `would be wrong afterwards: ${placedText(problem)}`;
      return [{ position: this.#written.valuePosition(problem.path), path: problem.path, reason }];
    }
    const wanted = { document: this.#after, isWhole: true };
    return compareSites(wanted, { document: again.written.document, isWhole: true }).map((difference) => {
      const [property] = difference.properties;
      const below = property && difference.left ? `.${property.at.left}` : "";
      const path = `${difference.object.path}${below}`;
      const reason = "can't be said by a change of this document and its overlay alone. Change them by hand.";
      return { position: this.#written.valuePosition(path), path, reason };
    });
  }
}

export const isRefusal = (one: ChangedPlace | Refusal): one is Refusal => "reason" in one;

function changedFiles(written: Written, { document, overlay }: LayerChange): ChangedFile[] {
  const { source, overlay: before } = written;
  const files: ChangedFile[] = [];
  const change = (file: string, text: string, wanted: unknown) => {
    const after = editedYaml(file, text, wanted);
    if (after !== text) files.push({ file, before: text, after });
  };
  if (document !== undefined) change(source.file, source.parsed.text, wholeDocument(written, document));
  if (overlay !== undefined) {
    if (before.parsed === undefined) throw new Comm100Error(`${source.file} has no overlay.`);
    change(before.parsed.file, before.parsed.text, overlay);
  }
  return files;
}
