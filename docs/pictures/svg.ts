import { columns, type Run, type Screen } from "./terminal";

/** Of a character, in pixels. The width is that of most monospaced fonts; others are stretched to it. */
const cell = { width: 8.4, height: 19 };
const fontSize = 14;
const margin = 16;

/** The names of a terminal's first eight colours, each for a light and for a dark background. */
const palette = [
  ["black", "#1f2328", "#d1d7e0"],
  ["red", "#c4202b", "#ff7b72"],
  ["green", "#116329", "#56d364"],
  ["yellow", "#7d4e00", "#e3b341"],
  ["blue", "#0550ae", "#79c0ff"],
  ["magenta", "#7a2fbf", "#d2a8ff"],
  ["cyan", "#1b6f77", "#56d4dd"],
  ["white", "#59636e", "#9198a1"],
] as const;

const styles = [
  `text { font: ${fontSize}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace }`,
  "text { white-space: pre; fill: #1f2328 }",
  ".back { fill: #f6f8fa; stroke: #d1d9e0 }",
  ".bold { font-weight: 600 }",
  ".dim { opacity: 0.65 }",
  ...palette.map(([name, light]) => `.${name} { fill: ${light} }`),
  "@media (prefers-color-scheme: dark) {",
  "  text { fill: #d1d7e0 }",
  "  .back { fill: #0d1117; stroke: #3d444d }",
  ...palette.map(([name, , dark]) => `  .${name} { fill: ${dark} }`),
  "}",
];

/**
 * A terminal as a picture, light or dark as its reader has it: with text that can be read and searched, without scripts,
 * and without anything from elsewhere.
 *
 * @param title for who can't see it
 */
export function svgOf(title: string, screen: Screen): string {
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = screen.length * cell.height + 2 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    "<style>",
    ...styles,
    "</style>",
    `<rect class="back" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    ...screen.flatMap((runs, row) => (runs.length === 0 ? [] : lineOf(runs, row))),
    "</svg>",
    "",
  ].join("\n");
}

function lineOf(runs: readonly Run[], row: number): string {
  let column = 0;
  const spans = runs.map((run) => {
    const start = column;
    column += run.text.length;
    return run.text.trim() === "" ? "" : spanOf(run, start);
  });
  const y = margin + row * cell.height + fontSize;
  return `<text y="${y}">${spans.join("")}</text>`;
}

/** At its place and of its width, whatever font there is. */
function spanOf({ text, color, isBold, isDim }: Run, column: number): string {
  const names = [color === undefined ? "" : palette[color % 8]?.[0], isBold && "bold", isDim && "dim"];
  const classes = names.filter((name) => name).join(" ");
  const place = `x="${rounded(margin + column * cell.width)}" textLength="${rounded(text.length * cell.width)}"`;
  return `<tspan ${place}${classes && ` class="${classes}"`}>${escaped(text)}</tspan>`;
}

const rounded = (pixels: number) => Number(pixels.toFixed(1));

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
