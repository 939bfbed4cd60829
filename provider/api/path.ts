import type { Definition } from "../core/definition";
import { Comm100Error } from "../core/errors";

/** Ids for the parameters of a path; other keys are ignored. */
export type Parents = Readonly<Record<string, unknown>>;

/** The path below the origin of a collection or singleton, or of a collection's member. */
export function pathOf(definition: Definition, parents: Parents, id?: string): string {
  const member = id === undefined ? definition.path : `${definition.memberPath}/{id}`;
  return filled(definition.name, member, { ...parents, id });
}

/** The path with its parameters filled in. `what` is for the error. */
export function filled(what: string, path: string, values: Parents): string {
  return `/api/v3${path.replace(/\{(\w+)\}/g, (_, name: string) => segment(what, name, values[name]))}`;
}

function segment(what: string, name: string, value: unknown): string {
  const text = typeof value === "number" ? String(value) : value;
  // A dot segment would survive the encoding and lead to another path; half a surrogate pair has no encoding.
  if (typeof text !== "string" || text === "" || text === "." || text === ".." || !text.isWellFormed()) {
    throw new Comm100Error(`${what}: ${name} is not an id that can be part of a path.`);
  }
  return encodeURIComponent(text);
}
