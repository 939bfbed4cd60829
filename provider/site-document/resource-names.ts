import { createHash } from "node:crypto";
import { canonical } from "../core/canonical";
import type { Properties } from "../core/definition";
import { RESOURCE_NAME } from "../core/entry-properties";
import { isAddress } from "../core/field-facts";
import { fieldAt, valueAt } from "../core/paths";
import { ownerParameters, type SitePart } from "../core/site-parts";
import { plainText } from "./plain-text";

/** What the resource of an entry is called, without what it belongs to. */
export interface EntryName {
  name: string;
  /** What earlier releases have called it. */
  earlier: string;
}

/**
 * The name depends on the object alone, and not on its place or its neighbours: it is what tells the object from the others, as
 * far as that is plain text. Where the text alone doesn't tell, a digest of the natural key follows.
 *
 * @param isPlain whether an object is one of the description, and not a value that a program gets later
 * @returns undefined when no plain text is given
 */
export function entryName(
  part: SitePart,
  entry: Properties,
  isPlain: (value: unknown) => boolean,
): EntryName | undefined {
  const chosen = entry[RESOURCE_NAME];
  if (typeof chosen === "string" && chosen !== "") return { name: chosen, earlier: chosen };
  const values = keyPaths(part).map((path) => valueAt(entry, path));
  const texts = values.map((value) =>
    typeof value === "object" && !isPlain(value) ? undefined : plainText(value),
  );
  const words = keyPaths(part).flatMap((path, index) => {
    const text = texts[index];
    return text === undefined ? [] : [wordOf(part, path, text)];
  });
  if (words.length === 0) return undefined;
  const earlier = words.map(({ word }) => word).join(" ");
  const isKnown = values.every((value, index) => value === undefined || texts[index] !== undefined);
  const isTold = words.every(({ isTold: one }) => one);
  return { name: isTold || !isKnown ? earlier : `${earlier} ${keyDigest(part, entry)}`, earlier };
}

/**
 * A short digest of an object's natural key: the rest of an address may hold a token, and names are in every log. 32 bits of
 * SHA-256 tell the objects of a site apart, and lead back to no token. States of stacks hold it: it never changes.
 */
export function keyDigest(part: SitePart, entry: Properties): string {
  const key = keyPaths(part).map((path) => {
    const value = valueAt(entry, path);
    const field = fieldAt(part.definition.inputs, path);
    return (typeof value === "object" || !field ? plainText(value) : canonical(field, value)) ?? null;
  });
  return createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, digestLength);
}

const digestLength = 8;

const keyPaths = ({ parameters, definition }: SitePart) => [...parameters, ...definition.naturalKey];

/** Whether a name is that of a resource in earlier releases, which had no digests. */
export const isWithoutDigest = (name: string, { part, entry, name: now }: Named & { entry: Properties }) =>
  now === `${name} ${keyDigest(part, entry)}`;

/** Of a URL the host. Below another object a slash could be the one between the two. */
function wordOf(part: SitePart, path: string, text: string): { word: string; isTold: boolean } {
  const field = fieldAt(part.definition.inputs, path);
  if (isAddress(field)) return { word: URL.parse(text)?.host ?? "", isTold: false };
  return { word: text, isTold: ownerParameters(part).length === 0 || !text.includes("/") };
}

/** The words of a resource's name: those of what it belongs to, and its own. */
export const nameOfWords = (words: readonly string[]): string =>
  words.filter((word) => word !== "").join("/");

/** A resource that has a name, and others that it may have had. */
interface Named {
  part: SitePart;
  name: string;
  formerNames: readonly string[];
}

/**
 * Of the names that resources may have had those that say which resource it was: a name that another one has now, or that two
 * may have had, says nothing.
 */
export function tellingNames<One extends Named>(planned: readonly One[]): Map<One, string[]> {
  const key = ({ part }: Named, name: string) => `${part.definition.name} ${name}`;
  const names = planned.flatMap((one) => [one.name, ...one.formerNames].map((name) => key(one, name)));
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const tells = (one: One) => one.formerNames.filter((name) => counts.get(key(one, name)) === 1);
  return new Map(planned.map((one) => [one, tells(one)]));
}
