/**
 * What a terminal, a log or a viewer acts on, or hides, in place of showing it: control characters, line separators,
 * marks that turn the direction of writing, what has no width, and halves of characters. Not a tab. Not the joiners and
 * selectors either, of which emoji, and words in Persian, Hindi and Chinese, are made.
 */
const unseen =
  /(?!\t|\p{Join_Control}|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu;

/** `##[error]` of GitHub and Azure, `##vso[…]`, `##teamcity[…]`: obeyed anywhere in a line of a CI log. */
const bracketCommand = /##(?=\w*\[)/g;

/** `::error::` of GitHub: obeyed at the beginning of a line, after whatever a runner takes for spaces. */
const colonCommand = /^(\s*):(?=:)/;

const shortNames: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };

/** `\u001b`, by the units that JSON and JavaScript count in. */
const byUnits = (character: string): string =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");

/** A text as one line that nothing acts on: for a terminal, a log, and wherever else a person reads it. */
export const visible = (text: string): string =>
  text
    .replace(unseen, (character) => shortNames[character] ?? byUnits(character))
    .replace(bracketCommand, "\\u0023#")
    .replace(colonCommand, "$1\\u003a");

/** The same for a text of several lines, such as the message of an error: what belongs to the first is indented. */
export const visibleLines = (text: string): string =>
  text
    .split("\n")
    .map((line, index) =>
      index === 0 || line === "" ? visible(line) : visible(line).replace(/^(?! {2})/, "  "),
    )
    .join("\n");

/** Text from outside in our own sentence: what isn't seen says nothing there. */
export const withoutUnseen = (text: string): string =>
  visible(text.replace(unseen, " ").replace(/ {2,}/g, " "));

/**
 * Source of a language in which `\u001b` in a text is the character itself, such as JSON: the same values, and nothing
 * that is acted on where the source is shown. All that is unseen has to be inside of such texts.
 *
 * @param escapeOf how the language spells a character
 */
export const escapedSource = (source: string, escapeOf: (character: string) => string = byUnits): string =>
  source
    .replace(unseen, (character) => (character === "\n" ? character : escapeOf(character)))
    .replace(bracketCommand, "\\u0023#");

/** Whether a text is shown as it is, in lines of its own. */
export const isSeenAsItIs = (text: string): boolean =>
  text.replaceAll("\n", "").search(unseen) === -1 &&
  text.search(bracketCommand) === -1 &&
  !(text.includes("::") && text.split("\n").some((line) => colonCommand.test(line)));
