/** A benchmark measures one thing and says how it stands to its bound. */
export interface Benchmark {
  name: string;
  /** One line: what is measured. */
  about: string;
  run(options: Options): Promise<Report>;
}

export interface Options {
  /** Numbers of objects. */
  sizes: readonly number[];
  /** How often each pair is measured: A B A B. */
  pairs: number;
  /** Only with Pulumi's checkpoints, or only without; undefined: both. */
  checkpoints: boolean | undefined;
  /** Says what is being measured: some take minutes. */
  progress(what: string): void;
}

/** Why nothing was measured, or one row for each figure. */
export type Report = { skipped: string } | { rows: Row[] };

/** What was measured; a ratio stands to `bound`, at most. */
export type Row = Readonly<Record<string, string | number | undefined>>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
}

/** How long a task takes, in milliseconds. */
export async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await task();
  return performance.now() - began;
}

export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

/** The rows side by side in columns. */
export function tableOf(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? "")))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return lines.map((line) => `  ${line.trimEnd()}`).join("\n");
}
