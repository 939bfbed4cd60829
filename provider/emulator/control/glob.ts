/** The pattern of a path, ready to be compared: letters as they are, in lower case, and what stands for others. */
export type Glob = readonly string[];

const segment = "*";
const anything = "**";

/** @param path below /api/v3 or whole; `*` stands for one segment, `**` for any number */
export const globOf = (path: string): Glob => path.toLowerCase().match(/\*\*|./gsu) ?? [];

/** Whether a whole path, or the part of it below /api/v3, is what a pattern means. Letter case doesn't matter. */
export function matches(glob: Glob, path: string): boolean {
  const text = path.toLowerCase();
  return [text, text.replace(/^\/api\/v3(?=\/)/, "")].some((candidate) => isWhole(glob, candidate));
}

/**
 * Follows all places in the pattern at once that the text so far leads to. A regular expression would try them one after
 * the other, which takes a pattern of many stars longer than anybody waits.
 */
function isWhole(glob: Glob, text: string): boolean {
  let places = withoutText(glob, new Set([0]));
  for (const character of text) places = withoutText(glob, after(glob, places, character));
  return places.has(glob.length);
}

/** Where a character leads to from each of the places. */
function after(glob: Glob, places: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const place of places) {
    const part = glob[place];
    if (part === anything) next.add(place);
    else if (part === segment && character !== "/") next.add(place).add(place + 1);
    else if (part === character) next.add(place + 1);
  }
  return next;
}

/** `**` also stands for nothing. */
function withoutText(glob: Glob, places: Set<number>): Set<number> {
  for (const place of places) if (glob[place] === anything) places.add(place + 1);
  return places;
}
