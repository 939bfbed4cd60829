import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import type { Definition } from "../../provider/core/definition";
import { type SitePart, siteParts } from "../../provider/core/site-parts";
import { definitions } from "../../provider/definitions";
import { printed } from "../../provider/program/print";

const repository = resolve(__dirname, "../..");

/** Fails when there is something to add, with nothing but that: `file, place: code`. */
export function expectNothingToAdd(lines: readonly string[]): void {
  expect(lines, `what is missing:\n\n${lines.join("\n\n")}\n`).toEqual([]);
}

/** A line to add: where, and what. */
export const lineToAdd = (place: string, code: string) => `${place}: ${code}`;

/** The definition's example as a line of a folder's description of a site, such as that of an example. */
export function entryToAdd(folder: string, definition: Definition): string {
  const { part, siblings, owner } = placeOf(definition, siteParts(definitions), undefined) ?? {};
  if (!part) throw new Error(`${definition.name} isn't in provider/definitions/index.ts`);
  const inOwner = siblings?.find(({ property }) => property !== part.property && fileWith(folder, property));
  const beside = inOwner?.property ?? owner?.property ?? "";
  const place = `${folder}/${fileWith(folder, beside)}${owner ? `, in ${owner.property}` : ""}`;
  const value = part.isList ? [definition.example] : definition.example;
  return lineToAdd(place, `${part.property}: ${printed(value, "", part.property.length + 2, 1)},`);
}

interface Place {
  part: SitePart;
  siblings: readonly SitePart[];
  owner: SitePart | undefined;
}

function placeOf(
  definition: Definition,
  parts: readonly SitePart[],
  owner: SitePart | undefined,
): Place | undefined {
  for (const part of parts) {
    if (part.definition === definition) return { part, siblings: parts, owner };
    const below = placeOf(definition, part.parts, part);
    if (below) return below;
  }
  return undefined;
}

/** The file of a folder that has a property of the name. */
const fileWith = (folder: string, property: string): string | undefined =>
  readdirSync(join(repository, folder)).find(
    (file) =>
      file.endsWith(".ts") &&
      new RegExp(`^ +${property}: `, "m").test(readFileSync(join(repository, folder, file), "utf8")),
  );
