/** A part of a text that becomes another one. */
export interface Splice {
  from: number;
  to: number;
  text: string;
}

/** The text between two offsets, with the splices in it. */
export function spliced(text: string, splices: readonly Splice[], from = 0, to = text.length): string {
  let result = "";
  let end = from;
  // What is put in comes before what goes at the same place.
  const sorted = splices.toSorted((one, other) => one.from - other.from || one.to - other.to);
  for (const splice of sorted) {
    result += text.slice(end, splice.from) + splice.text;
    end = splice.to;
  }
  return result + text.slice(end, to);
}
