import { randomUUID } from "node:crypto";
import { styleText } from "node:util";
import { visible } from "../text/visible";

export type Style = Parameters<typeof styleText>[0];

/** Stands in a line for the escape character of a colour of ours; nobody who wrote a foreign text knew it. */
const ownEscape = randomUUID();

/** Whether there are colours is decided before. A foreign text can't end the colour, or go on in another one. */
export const painted = (style: Style, text: string): string =>
  styleText(style, visible(text), { validateStream: false }).replaceAll("\u001b", ownEscape);

/** A line as it goes out: the colours are ours, and nothing else in it is acted on. */
export const shownLine = (line: string): string => visible(line).replaceAll(ownEscape, "\u001b");
