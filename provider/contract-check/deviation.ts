import type { Shape } from "./shape";

/** What an answer can have that the definitions don't. */
export type DeviationKind =
  | "unknown field"
  | "missing field"
  /** Another type of JSON than the field's. */
  | "other type"
  /** A value of an enumeration that the definitions don't list. */
  | "unseen value"
  /** Something around the objects that the documents don't have. */
  | "envelope"
  /** The service says that the request failed. */
  | "error"
  /** No JSON, or nothing. */
  | "unreadable"
  /** Another name of the field, which the provider takes for it. */
  | "other name"
  /** Another spelling of an enum value, which the provider takes for it. */
  | "other spelling"
  /** How an unset field is answered. */
  | "unset";

/** One thing in one answer: nothing in it is a value of the site. */
export interface Deviation {
  kind: DeviationKind;
  /** Whether the provider and the documents get along with it. */
  isNote: boolean;
  /** `fields[].field.type`; empty for the whole answer. */
  path: string;
  /** What there is. */
  found?: Shape;
  /** What the definitions have, or what else is to be said in words of ours. */
  text?: string;
}

export const differs = (kind: DeviationKind, path: string, more: Partial<Deviation> = {}): Deviation => ({
  kind,
  isNote: false,
  path,
  ...more,
});

export const note = (kind: DeviationKind, path: string, more: Partial<Deviation> = {}): Deviation => ({
  ...differs(kind, path, more),
  isNote: true,
});
