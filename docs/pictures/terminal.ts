import { spawn } from "node:child_process";
import { Terminal } from "@xterm/headless";

/** A piece of a line whose characters all look the same. */
export interface Run {
  text: string;
  /** Of the sixteen colours of a terminal; undefined is that of ordinary text. */
  color: number | undefined;
  isBold: boolean;
  isDim: boolean;
}

/** What is on a terminal, line by line. */
export type Screen = readonly (readonly Run[])[];

export interface Recorded {
  screen: Screen;
  code: number | null;
}

/** Of the terminal: no picture is meant to have more rows. */
export const columns = 80;
const rows = 60;

/**
 * Runs a command in a terminal of its own, by `script`, and reads the terminal when the command has ended.
 *
 * @param command the program and its arguments
 */
export function record(
  command: readonly string[],
  { folder, environment }: { folder: string; environment: Readonly<Record<string, string>> },
): Promise<Recorded> {
  const quoted = command.map((word) => `'${word.replace(/'/g, "'\\''")}'`).join(" ");
  const script = ["-qefc", `stty cols ${columns} rows ${rows}; ${quoted}`, "/dev/null"];
  const env = { PATH: process.env.PATH, TERM: "xterm-256color", ...environment };
  return new Promise((resolve, reject) => {
    const child = spawn("script", script, { cwd: folder, env });
    const written: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => written.push(data));
    child.once("error", reject);
    child.once("close", (code) =>
      screenOf(Buffer.concat(written)).then((screen) => resolve({ screen, code }), reject),
    );
  });
}

/** What a terminal shows that was written to: lines that were written over, and cleared ones, are gone. */
export async function screenOf(written: Uint8Array | string): Promise<Screen> {
  const terminal = new Terminal({ cols: columns, rows, scrollback: 0, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(written, done));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: rows }, (_, row) => runsOf(active.getLine(row)));
  terminal.dispose();
  return lines.slice(0, lines.findLastIndex((runs) => runs.length > 0) + 1);
}

type Line = ReturnType<Terminal["buffer"]["active"]["getLine"]>;

function runsOf(line: Line): Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < (line?.length ?? 0); column++) {
    const cell = line?.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const look = {
      color: cell.isFgDefault() ? undefined : ofSixteen(cell.isFgPalette(), cell.getFgColor()),
      isBold: cell.isBold() !== 0,
      isDim: cell.isDim() !== 0,
    };
    const last = runs.at(-1);
    const text = cell.getChars() || " ";
    if (last && isSameLook(last, look)) last.text += text;
    else runs.push({ text, ...look });
  }
  const isBlank = ({ text }: Run) => text.trim() === "";
  const shown = runs.slice(0, runs.findLastIndex((run) => !isBlank(run)) + 1);
  return shown.map((run, index) => (index === shown.length - 1 ? { ...run, text: run.text.trimEnd() } : run));
}

/** The pictures have sixteen colours: another one would be drawn as something that it isn't. */
function ofSixteen(isPalette: boolean, color: number): number {
  if (isPalette && color < 16) return color;
  throw new Error(
    `A program wrote in the colour ${color}, and a picture has only the sixteen of a terminal.`,
  );
}

const isSameLook = (one: Omit<Run, "text">, other: Omit<Run, "text">) =>
  one.color === other.color && one.isBold === other.isBold && one.isDim === other.isDim;

/** As a person would copy it. */
export const textOf = (screen: Screen): string =>
  screen.map((runs) => runs.map(({ text }) => text).join("")).join("\n");
