/** Lines around a change that are shown with it. */
const context = 3;

interface Line {
  mark: " " | "-" | "+";
  text: string;
}

/** What differs in two texts of a file, as `diff -u` shows it. */
export function lineDifference(file: string, before: string, after: string): string[] {
  const lines = markedLines(linesOf(before), linesOf(after));
  const changed = lines.flatMap(({ mark }, index) => (mark === " " ? [] : [index]));
  if (changed.length === 0) return [];
  return [
    `--- ${file}`,
    `+++ ${file}`,
    ...hunks(lines, changed).flatMap(([from, to]) => hunkLines(lines, from, to)),
  ];
}

const linesOf = (text: string): string[] => text.replace(/\n$/, "").split("\n");

/** The parts of the lines that are shown: those that change, and what is around them. */
function hunks(lines: readonly Line[], changed: readonly number[]): [from: number, to: number][] {
  const parts: [number, number][] = [];
  for (const index of changed) {
    const from = Math.max(0, index - context);
    const to = Math.min(lines.length, index + context + 1);
    const last = parts.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else parts.push([from, to]);
  }
  return parts;
}

function hunkLines(lines: readonly Line[], from: number, to: number): string[] {
  const count = (part: readonly Line[], without: Line["mark"]) =>
    part.filter(({ mark }) => mark !== without).length;
  const [above, part] = [lines.slice(0, from), lines.slice(from, to)];
  const range = (without: Line["mark"]) => `${count(above, without) + 1},${count(part, without)}`;
  return [`@@ -${range("+")} +${range("-")} @@`, ...part.map(({ mark, text }) => mark + text)];
}

/** Every line of both texts, each as one that stays, goes or comes. */
function markedLines(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const kept = (lines: readonly string[]) => lines.map((text): Line => ({ mark: " ", text }));
  return [
    ...kept(before.slice(0, start)),
    ...changedLines(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...kept(before.slice(before.length - end)),
  ];
}

/** By the longest sequence of lines that both have. */
function changedLines(before: readonly string[], after: readonly string[]): Line[] {
  const lengths = commonLengths(before, after);
  const length = (one: number, other: number) => lengths[one]?.[other] ?? 0;
  const lines: Line[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const [text, another] = [before[one], after[other]];
    if (text !== undefined && text === another) {
      lines.push({ mark: " ", text });
      one++;
      other++;
    } else if (
      another === undefined ||
      (text !== undefined && length(one + 1, other) >= length(one, other + 1))
    ) {
      lines.push({ mark: "-", text: text ?? "" });
      one++;
    } else {
      lines.push({ mark: "+", text: another });
      other++;
    }
  }
  return lines;
}

/** How many lines the two texts have in common from each pair of lines on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let one = before.length - 1; one >= 0; one--) {
    for (let other = after.length - 1; other >= 0; other--) {
      const [row, next] = [lengths[one], lengths[one + 1]];
      if (!row || !next) continue;
      row[other] =
        before[one] === after[other]
          ? (next[other + 1] ?? 0) + 1
          : Math.max(next[other] ?? 0, row[other + 1] ?? 0);
    }
  }
  return lengths;
}
