import type { Properties } from "../../core/definition";
import type { ChangeLeaf } from "../leaves";
import type { Known } from "../members";

/** What is written of an object, in the document and in the part of one that is laid over it. */
export interface Layers {
  document: Properties | undefined;
  overlay: Properties | undefined;
}

/** What an object is on the site, and what it is to be. */
export interface Change {
  before: Properties;
  after: Properties;
}

/** How changes are written. */
export interface Writing {
  /** Where a change goes that the overlay doesn't set: into the document, or into the overlay beside it. */
  into: "document" | "overlay";
  /** Gives a value of the layers as it is on the site. */
  inTerms: ChangeLeaf;
  /** Gives a value of the site as a layer has it. */
  asWritten(layer: keyof Layers): ChangeLeaf;
  /** Whether the values of the overlay's names, as they will be, make the text of a template. */
  isMade(template: string, text: string): boolean;
  /** Hears of every text with names that is to be another one. */
  told(template: string, text: string): void;
  /** Hears of what can't be written, and why. */
  refused(path: string, reason: string): void;
}

/** Writes the change of an object. */
export type RewriteObject = (
  writing: Writing,
  known: Known,
  layers: Layers,
  change: Change,
  path: string,
) => Layers;
