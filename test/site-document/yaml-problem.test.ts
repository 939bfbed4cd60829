import { describe, expect, it } from "vitest";
import { parsedYaml } from "../../provider/site-document/parsed-yaml";

const columns = "Entries of one object or list begin in the same column, and what is in them further right.";

describe("what is wrong with a YAML file is said in words, with the lines and what to do:", () => {
  it.each([
    [
      "a key twice",
      "campaigns:\n  - name: A\n    # more\n    name: B\n",
      "4:5: two keys `name`: lines 2 and 4. Rename or remove one of the two.",
    ],
    ["a key twice in a line", "a: { b: 1, c: 2, b: 3 }\n", "1:18: two keys `b`: both in line 1."],
    [
      "a key twice at the top",
      "campaigns: []\nsettings: {}\ncampaigns: []\n",
      "3:1: two keys `campaigns`: lines 1 and 3.",
    ],
    [
      "a tab",
      "campaigns:\n\t- name: A\n",
      "2:1: a tab indents this line. YAML is indented by spaces only: write spaces instead.",
    ],
    [
      "an entry that begins too far left",
      "settings:\n    a: 1\n  b: 2\n",
      `3:1: the line begins in column 3, and line 2 above it in column 5. ${columns}`,
    ],
    [
      "an entry that begins too far right",
      "campaigns:\n  - name: A\n      description: x\n",
      "2:11: line 3 is indented further than line 2, whose value it isn't part of.",
    ],
    [
      "a property beside its entry",
      "campaigns:\n  - name: A\n   description: x\n",
      `3:1: the line begins in column 4, and line 2 above it in column 3. ${columns} Or a - is missing.`,
    ],
    [
      "a list out of line",
      "a:\n  - b\n - c\n",
      "3:1: the - doesn't begin in the column of the others of its list.",
    ],
    [
      "a quote that isn't closed",
      "a: 'b'\nc: \"d\ne: f\n",
      '4:1: the " of line 2 isn\'t closed. Write the second ".',
    ],
    ["a bracket that isn't closed", "a: [1, [2]\nb: 3\n", "2:1: the [ of line 1 isn't closed. Write the ]."],
    [
      "a brace that isn't closed",
      '{\n  "a": { "b": 1 },\n  "c": 2\n',
      "4:1: the { of line 1 isn't closed. Write the }.",
    ],
    [
      "a comma that is missing",
      '{ "a": 1 "b": 2 }\n',
      "1:8: a comma is missing between two entries in { } or [ ].",
    ],
    [
      "a colon in a value",
      "campaigns:\n  - name: Sales: north\n",
      "2:11: the value has a colon and a space in it, which begin another value in YAML. Put it in quotes.",
    ],
    ["no space behind the colon", "a:\n  - name:Sales\n    b: x\n", "2:5: this line has no `name: value`."],
    [
      "a value that begins with a sign of YAML's",
      "a: @b\n",
      "1:4: a value can't begin with @ in YAML. Put it in quotes.",
    ],
    ["a backslash", 'a: "\\d+"\n', '1:5: a backslash in "double quotes" begins an escape'],
    ["a comment without a space", 'a: "b"#c\n', "1:7: a space is missing in front of the #."],
    ["text behind a value", 'a: "b" c\n', "1:8: something stands here where the value before it has ended."],
    ["a second document", "a: 1\n---\nb: 2\n", "2:1: a second document begins here (---)."],
    [
      "an anchor without a name",
      "a: & b\n",
      "1:4: Anchor cannot be an empty string. The file is no YAML from here on.",
    ],
  ])("%s", (_, text, message) => {
    expect(() => parsedYaml("site.yaml", text)).toThrow(`site.yaml:${message}`);
  });
});
