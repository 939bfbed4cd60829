import { Terminal } from "@xterm/headless";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { outputTo } from "../../provider/cli/output";
import { painted, shownLine } from "../../provider/cli/painted";
import { textReport } from "../../provider/cli/report/text";
import { programError } from "../../provider/pulumi/problems";
import { tell } from "../../provider/pulumi/tell";
import { visible, visibleLines, withoutUnseen } from "../../provider/text/visible";
import { hostileReport } from "../support/hostile-report";
import { actedOn, hostileText } from "../support/hostile-text";

const columns = 20_000;

interface Shown {
  lines: string[];
  /** The foreground colour of each line's first character; -1 is the terminal's own. */
  colours: number[];
  /** What a terminal did beside showing text. */
  acts: string[];
}

/** What a terminal makes of a text. */
async function onTerminal(text: string): Promise<Shown> {
  const rows = text.split("\n").length + 1;
  const terminal = new Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true });
  const acts: string[] = [];
  terminal.onBell(() => void acts.push("bell"));
  terminal.onTitleChange(() => void acts.push("title"));
  terminal.onScroll(() => void acts.push("scroll"));
  // An answer to what it was asked would be typed into the next command.
  terminal.onData(() => void acts.push("answer"));
  await new Promise<void>((written) => terminal.write(text, written));
  const { active } = terminal.buffer;
  const shown = Array.from({ length: rows }, (_, index) => active.getLine(index));
  terminal.dispose();
  return {
    lines: shown.map((line) => line?.translateToString(true) ?? ""),
    colours: shown.map((line) => line?.getCell(0)?.getFgColor() ?? -1),
    acts,
  };
}

/** What goes to both outputs while something runs. */
function outputsOf(run: () => void): string[] {
  const texts: string[] = [];
  const keep = (text: unknown) => void texts.push(String(text));
  const spies = [
    vi.spyOn(console, "log").mockImplementation((text) => keep(`${text}\n`)),
    vi.spyOn(console, "error").mockImplementation((text) => keep(`${text}\n`)),
  ];
  try {
    run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return texts;
}

describe("what goes to a terminal or the log of a CI system", () => {
  it("is lines of text and our colours, whatever a report is about", async () => {
    await fc.assert(
      fc.asyncProperty(hostileReport, async (report) => {
        const lines = textReport(report, painted).map(shownLine);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: our colours
        expect(actedOn(lines.join("\n").replace(/\u001b\[\d+m/g, ""))).toEqual([]);
        const plain = textReport(report, (_style, text) => text).map(shownLine);
        const { lines: onScreen, acts } = await onTerminal(plain.join("\n"));
        expect(acts).toEqual([]);
        expect(onScreen.length).toBe(plain.length + 1);
        const { acts: colouredActs, lines: coloured, colours } = await onTerminal(lines.join("\n"));
        // In a piece with a colour of its own, two colons at the beginning are taken for a command in any line.
        const words = (texts: readonly string[]) => texts.map((one) => one.replaceAll("\\u003a", ":"));
        expect([colouredActs, words(coloured)]).toEqual([[], words(onScreen)]);
        // The colour of a line ends with it.
        const isPainted = textReport(report, (_style, text) => `painted:${text}`).map((line) =>
          line.startsWith("painted:"),
        );
        const others = colours.filter((_, index) => isPainted[index] !== true);
        expect(others.every((colour) => colour === -1)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("is one line for each line that a command prints, notes, tells or asks", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const output = outputTo({ isQuiet: false, environment: { CI: "true" } });
        const written = outputsOf(() => {
          output.print(text);
          output.note(text);
          output.progress(text).announce(text);
          tell(text);
        });
        expect(written).toHaveLength(4);
        for (const one of written) {
          expect(one.indexOf("\n")).toBe(one.length - 1);
          expect(actedOn(one)).toEqual([]);
        }
      }),
    );
  });

  it("is the first line and indented ones for an error of several lines", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const one of [visibleLines(`comm100: ${text}`), programError(`comm100: ${text}`).message]) {
          expect(actedOn(one)).toEqual([]);
          const [, ...others] = one.split("\n");
          for (const line of others) expect(line).toMatch(/^$|^ {2}/);
        }
      }),
    );
  });

  it("doesn't change by being made visible twice, and stays as it is where there is nothing to act on", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expect(actedOn(withoutUnseen(text))).toEqual([]);
      }),
    );
    const usual =
      "Größe: 5 % of 日本 \u{1f468}\u200d\u{1f469} \u2764\ufe0f \u0645\u06cc\u200c\u062e C:\\a ::b #1 [x] \t|";
    expect(visible(usual)).toBe(usual);
  });
});
