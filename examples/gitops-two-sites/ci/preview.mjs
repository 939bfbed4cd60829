// Shows a preview in the job's log, and writes it as a comment, for GitHub and GitLab. It holds what is on the site, and
// anybody may have written that: nothing of it may be a command to the runner, or leave the block that it stands in.
//
//   node ci/preview.mjs TITLE PREVIEW COMMENT
import { readFileSync, writeFileSync } from "node:fs";

const [title, preview, comment] = process.argv.slice(2);

/** Control characters, separators of lines, marks that turn the direction of writing, and what has no width. */
const unseen =
  /(?!\n|\t|\p{Join_Control}|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu;

const text = readFileSync(preview, "utf8")
  .replace(unseen, (character) => `\\u{${character.codePointAt(0).toString(16)}}`)
  // `::error::` at the beginning of a line, and `##[error]` anywhere.
  .replace(/^(\s*):(?=:)/gm, "$1\\u{3a}")
  .replace(/##(?=\w*\[)/g, "\\u{23}#");
process.stdout.write(text);

// Lines that are indented are code, whatever is in them. A block between backticks ends at backticks.
const block = text.replace(/^/gm, "    ");

/** In bytes. A comment may have 65,536 characters. */
const most = 60_000;
const bytes = Buffer.from(block);
// A character that is cut isn't there at all.
const start = new TextDecoder().decode(bytes.subarray(0, most), { stream: true });
const cut = bytes.length > most ? "\n\nThe rest is in the job's log.\n" : "\n";
writeFileSync(comment, `## ${title}\n\n${start.trimEnd()}\n${cut}`);
