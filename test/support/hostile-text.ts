import fc from "fast-check";

/** What a terminal, a CI system, a format or a viewer would act on. */
const pieces = [
  // Terminals: colours, titles, the screen, strings of C1, bells, characters that hide or turn what is beside them.
  ...["\u001b[31m", "\u001b[8m", "\u001b]0;title\u0007", "\u001b[2J", "\u001b[1A", "\u001bP", "\u001b"],
  ...[
    "\u009b31m",
    "\u009d0;title\u009c",
    "\u0090",
    "\u0007",
    "\u0008",
    "\u0000",
    "\u007f",
    "\u000e",
    "\u000c",
    "\t",
  ],
  ...["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\u2060", "\u00ad", "\ufeff", "\ufffe", "\u{e0041}"],
  // Lines.
  ...["\r", "\n", "\r\n", "\n\n", "\u2028", "\u2029", "\u0085", "\u000b", " ", "  ", "    "],
  // CI systems.
  ...["::error::x", "\n::set-output name=a::b", "\n  ::add-mask::x", "##[error]x", "##vso[task.complete]x"],
  ...["##teamcity[message text='x']", "section_start:1:a\r\u001b[0K", "\n##[group]x"],
  // Markdown.
  ...[
    "`",
    "``",
    "```\n",
    "````",
    "|",
    "\\|",
    "\\",
    "\n# a heading\n",
    "# a",
    "\n- a\n",
    "- a",
    "1. a",
    "> a",
    "\n---\n",
  ],
  ...[
    "[a](http://evil.example)",
    "](http://evil.example)",
    "![a](http://evil.example/a.png)",
    "http://evil.example",
  ],
  ...[
    "www.evil.example",
    "mail@evil.example",
    "@someone",
    "#123",
    "!12",
    "GH-12",
    "&12",
    "~a",
    "%a",
    "<!--",
    "-->",
  ],
  ...[
    "<script>",
    "</code>",
    "<b>",
    "*a*",
    "**a**",
    "_a_",
    "~~a~~",
    "$a$",
    "&lt;",
    "&#27;",
    "[x]: http://evil.example",
  ],
  // SARIF, XML, YAML, TypeScript, names of files.
  ...[
    "{0}",
    "]]>",
    "<![CDATA[",
    "&amp",
    "...",
    "\n...\n",
    "---",
    ": ",
    " #",
    "!!js",
    "&a",
    "*a",
    "%YAML",
    "? ",
    "null",
    "1e3",
  ],
  ...["*/", "/*", "//", `\${x}`, `$\${x}`, "'", '"', "\\u0041", "\\n", "__proto__", "constructor", "\u00a0"],
  ...["..", "/", "../", "..\\", "CON", "nul.txt", "COM1", ":", "a.", "a ", "<>?*", "%2e", "x".repeat(300)],
  // Characters.
  ...["\ud800", "\udc00", "\u{1f468}\u200d\u{1f469}", "\u0301", "é", "日本", "a", "Sales"],
];

/** Text of somebody who means harm, or has pasted what they don't see. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...pieces), weight: 5 },
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(""));

/**
 * What is in a text that goes to people's screens and shouldn't be there. Written by code points, apart from what the
 * package does about it: a line break is one of the text's own.
 */
export function actedOn(text: string): string[] {
  const found = [...text].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = (code < 0x20 && code !== 0x0a && code !== 0x09) || (code >= 0x7f && code <= 0x9f);
    const isBidirectional =
      code === 0x61c ||
      code === 0x200e ||
      code === 0x200f ||
      (code >= 0x202a && code <= 0x202e) ||
      (code >= 0x2066 && code <= 0x2069);
    const isLine = code === 0x2028 || code === 0x2029;
    const hasNoWidth =
      [0xad, 0x200b, 0x2060, 0xfeff, 0xfffe, 0xffff].includes(code) || (code >= 0xe0000 && code <= 0xe007f);
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    return isControl || isBidirectional || isLine || hasNoWidth || isHalf;
  });
  const lines = text.split("\n").filter((line) => line.trimStart().startsWith("::") || /##\w*\[/.test(line));
  return [...found.map((character) => JSON.stringify(character)), ...lines];
}
