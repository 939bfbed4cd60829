import { visible } from "./visible";

/**
 * A name or a value as code, whatever it has in it. A cell ends at a pipe, also in code. A pipe after a backslash can't
 * be said there: readers differ on which of the two belong together.
 */
export function markdownCode(text: string): string {
  if (text === "") return "";
  const flat = visible(text)
    .replace(/(?<=\\)\|/g, "\\u007c")
    .replace(/\|/g, "\\|");
  const fence = "`".repeat(longestRun(flat) + 1);
  // One space on either side is taken away again, where there is more than spaces.
  return /^ .*[^ ].* $|^`|`$/.test(flat) ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}

/** Lines of code as a block. */
export function markdownFence(lines: readonly string[]): string {
  const text = lines.map(visible).join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

/** Our own sentence with foreign words in it, which stay words: no formatting, no link, nobody mentioned, no issue. */
export const markdownText = (text: string): string =>
  visible(text)
    .trim()
    // GitHub and GitLab look for these in what comes of the Markdown, where a backslash is gone.
    .replace(/[@#!$%~^&](?=[\w"])|:(?=\/\/)|www(?=\.)|GH(?=-\d)|mailto:|xmpp:/gi, `$&${noWidth}`)
    .replace(/[\\`*_{}[\]<>|#~&$]/g, "\\$&")
    .replace(/^(?:[-+=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replaceAll(noWidth, "&#8203;");

/** A space without width. No foreign one is left in what is visible. */
const noWidth = "\u200b";

const longestRun = (text: string) => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
