import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { scenes } from "../../docs/pictures/scenes";
import { svgOf } from "../../docs/pictures/svg";
import { screenOf, textOf } from "../../docs/pictures/terminal";
import { needs } from "../support/needs";

const folder = resolve(__dirname, "../../docs/pictures");
const esc = "\u001b";

/** Which of two resources the engine shows first is different from one run to the next. */
const inAnyOrder = (svg: string) =>
  svg
    .replace(/<text y="\d+">/g, "<text>")
    .split("\n")
    .sort();

describe("the pictures in docs/", () => {
  for (const { name, title, missing, record } of scenes) {
    it(`${name} is what the program prints; if not, run: npm run docs:pictures`, {
      // Pulumi compiles the program and checks its types.
      ...needs(missing),
      timeout: 120_000,
    }, async () => {
      const drawn = readFileSync(join(folder, `${name}.svg`), "utf8");
      expect(inAnyOrder(svgOf(title, await record()))).toEqual(inAnyOrder(drawn));
    });
  }
});

describe("a terminal", () => {
  it("shows what is left of what was written: lines that were written over are gone", async () => {
    const screen = await screenOf(
      `Reading [#--] 1/3\r${esc}[KReading: done\r\n\r\n${esc}[1mAll${esc}[22m well\r\n`,
    );
    expect(textOf(screen)).toBe("Reading: done\n\nAll well");
  });

  it("tells colours and weights apart", async () => {
    const [runs] = await screenOf(
      `${esc}[31mred${esc}[39m plain ${esc}[1;38;5;10mgreen${esc}[0m ${esc}[2mdim`,
    );
    const plain = { color: undefined, isBold: false, isDim: false };
    expect(runs).toEqual([
      { text: "red", color: 1, isBold: false, isDim: false },
      { text: " plain ", ...plain },
      { text: "green", color: 10, isBold: true, isDim: false },
      { text: " ", ...plain },
      { text: "dim", color: undefined, isBold: false, isDim: true },
    ]);
  });

  it("refuses a colour that the pictures don't have", async () => {
    await expect(screenOf(`${esc}[38;5;208morange`)).rejects.toThrow("in the colour 208");
  });
});

describe("a picture", () => {
  it("holds the text as text, wherever it stands on the line", async () => {
    const svg = svgOf('a < b & "c"', await screenOf(`ab${esc}[31m<script>&"${esc}[39m  end`));
    expect(svg).toContain("<title>a &lt; b &amp; &quot;c&quot;</title>");
    expect(svg).toContain('<tspan x="16" textLength="16.8">ab</tspan>');
    expect(svg).toContain('<tspan x="32.8" textLength="84" class="red">&lt;script&gt;&amp;&quot;</tspan>');
  });

  it("has colours for dark and light, and neither scripts nor anything from elsewhere", async () => {
    const svg = svgOf("title", await screenOf(`${esc}[36mtext`));
    expect(svg.match(/\.cyan \{ fill: #[0-9a-f]{6} \}/g)).toHaveLength(2);
    expect(svg).toContain("@media (prefers-color-scheme: dark)");
    expect(svg).not.toMatch(/<script|\bon\w+=|href|url\(|@import|<image|<foreignObject/);
  });
});
