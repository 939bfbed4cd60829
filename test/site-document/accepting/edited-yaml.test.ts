import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { editedYaml } from "../../../provider/site-document/accepting/edited-yaml";

const site = `# Ours
settings: # of all
  isJoinmeEnabled: true   # why not
  title: 'It''s'

# The campaigns
campaigns:
  # The shop
  - name: Store # its name
    chatButton: { type: image, color: "#FF0000" } # red
    text: |
      One
      # no comment
    list: [ a, b ]

  # Helpers
  - name: Help
    chatWindow:
      title: Chat
# The end
`;

const edited = (change: (value: never) => unknown, text = site): string => {
  const value = parse(text) as never;
  return editedYaml("site.yaml", text, change(value) ?? value);
};

/** The lines that one text has and the other one doesn't. */
const changedLines = (before: string, after: string): string[] => {
  const [one, other] = [before.split("\n"), after.split("\n")];
  return [
    ...one.filter((line) => !other.includes(line)).map((line) => `-${line}`),
    ...other.filter((line) => !one.includes(line)).map((line) => `+${line}`),
  ];
};

describe("a file of YAML that says something else", () => {
  const cases: [string, (value: never) => unknown, string[]][] = [
    [
      "a plain value",
      (value: { settings: { isJoinmeEnabled: boolean } }) =>
        void Object.assign(value.settings, { isJoinmeEnabled: false }),
      ["-  isJoinmeEnabled: true   # why not", "+  isJoinmeEnabled: false   # why not"],
    ],
    [
      "a quoted value",
      (value: { settings: { title: string } }) => void Object.assign(value.settings, { title: "That's: #1" }),
      ["-  title: 'It''s'", "+  title: 'That''s: #1'"],
    ],
    [
      "a value in brackets",
      (value: { campaigns: { chatButton: { color: string } }[] }) =>
        void Object.assign(value.campaigns[0]?.chatButton ?? {}, { color: "#00FF00" }),
      [
        '-    chatButton: { type: image, color: "#FF0000" } # red',
        '+    chatButton: { type: image, color: "#00FF00" } # red',
      ],
    ],
    [
      "a member of brackets and an entry of some, new and gone",
      (value: { campaigns: Record<string, unknown>[] }) => {
        Object.assign(value.campaigns[0] as object, {
          chatButton: { type: "image", label: "a, b" },
          list: ["b", "c: d"],
        });
      },
      [
        '-    chatButton: { type: image, color: "#FF0000" } # red',
        "-    list: [ a, b ]",
        '+    chatButton: { type: image, label: "a, b" } # red',
        '+    list: [ b, "c: d" ]',
      ],
    ],
    [
      "a text of several lines",
      (value: { campaigns: Record<string, unknown>[] }) => {
        Object.assign(value.campaigns[0] as object, { text: "Two\n\nlines\n" });
      },
      ["-      One", "-      # no comment", "+      Two", "+      lines"],
    ],
    [
      "a new member, in its object",
      (value: { campaigns: Record<string, unknown>[] }) => {
        Object.assign(value.campaigns[1] as object, { chatButton: { type: "image" } });
      },
      ["+    chatButton:", "+      type: image"],
    ],
    [
      "a new entry",
      (value: { campaigns: object[] }) => void value.campaigns.push({ name: "Fair" }),
      ["+  - name: Fair"],
    ],
    [
      "an entry that goes, with what is right above it",
      (value: { campaigns: object[] }) => void value.campaigns.splice(1, 1),
      ["-  # Helpers", "-  - name: Help", "-    chatWindow:", "-      title: Chat"],
    ],
    [
      "the only member of an object that goes",
      (value: { campaigns: { chatWindow?: object }[] }) => {
        Object.assign(value.campaigns[1] as object, { chatWindow: {} });
      },
      ["-    chatWindow:", "-      title: Chat", "+    chatWindow: {}"],
    ],
    [
      "a new part of all",
      (value: object) => ({ ...value, bans: [{ type: "ip" }] }),
      ["+bans:", "+  - type: ip"],
    ],
  ] as [string, (value: never) => unknown, string[]][];
  it.each(cases)("keeps every other line: %s", (_, change, lines) => {
    expect(changedLines(site, edited(change)).sort()).toEqual([...lines].sort());
  });

  it("has moved entries with the comments right above them", () => {
    const moved = edited((value: { campaigns: object[] }) => void value.campaigns.reverse());
    expect(moved.split("\n").toSorted()).toEqual(site.split("\n").toSorted());
    expect(moved.indexOf("# Helpers")).toBe(moved.indexOf("  - name: Help") - 10);
    expect(moved.indexOf("name: Help")).toBeLessThan(moved.indexOf("name: Store"));
  });

  it("may be empty, of comments alone, JSON, or have the line ends of Windows", () => {
    expect(editedYaml("a.yaml", "", { a: 1 })).toBe("a: 1\n");
    expect(editedYaml("a.yaml", "# Ours\n", { a: 1 })).toBe("# Ours\na: 1\n");
    expect(editedYaml("a.yaml", "{}\n", { a: { b: 1 } })).toBe("a:\n  b: 1\n");
    const json = '{\n  "a": {\n    "b": "x"\n  }\n}\n';
    expect(editedYaml("a.json", json, { a: { b: "x", c: [1] } })).toBe(
      '{\n  "a": {\n    "b": "x",\n    "c": [\n      1\n    ]\n  }\n}\n',
    );
    expect(editedYaml("a.yaml", "a: 1\r\nb: x\r\n", { a: 2, b: "x", c: ["y"] })).toBe(
      "a: 2\r\nb: x\r\nc:\r\n  - y\r\n",
    );
    expect(editedYaml("a.yaml", "a: 1", { a: 1, b: 2 })).toBe("a: 1\nb: 2");
  });

  it("writes out what an alias stands for where only that changes, and refuses to change both", () => {
    const text = "a: &one { x: 1 }\nb: *one\n";
    expect(editedYaml("a.yaml", text, { a: { x: 1 }, b: { x: 2 } })).toBe("a: &one { x: 1 }\nb:\n  x: 2\n");
    expect(() => editedYaml("a.yaml", text, { a: { x: 2 }, b: { x: 1 } })).toThrow("Change it by hand");
  });
});

const scalar = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(
    "",
    " ",
    "a: b",
    "- a",
    "line\nline\n",
    "#",
    "x # y",
    "null",
    "1",
    "{",
    "a, b",
    "\ttab",
    "é\u2028",
    "'",
    '"',
  ),
);
const name = fc.stringMatching(/^[a-z]{1,4}$/);
const { node } = fc.letrec<{ node: unknown; entry: unknown }>((tie) => ({
  entry: fc.oneof({ depthSize: "small", withCrossShrink: true }, scalar, tie("node")),
  node: fc.oneof(
    fc.dictionary(name, tie("entry"), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie("entry"), { maxLength: 4 }),
    fc.array(
      fc.dictionary(fc.constantFrom("name", "a", "b"), tie("entry"), { maxKeys: 3, noNullPrototype: true }),
      { maxLength: 4 },
    ),
  ),
}));
const object = fc.dictionary(name, fc.oneof(scalar, node), { maxKeys: 5, noNullPrototype: true });

/** As somebody could have written it: with comments of their own, and spaces that nobody needs. */
function written(value: object, random: readonly number[], isFlow: boolean): string {
  const text = stringify(value, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    ...(isFlow && { collectionStyle: "flow" }),
  });
  const lines = text.split("\n");
  random.forEach((number, index) => {
    const position = number % lines.length;
    const commented = lines.toSpliced(
      position,
      0,
      `${/^ */.exec(lines[position] ?? "")?.[0]}# comment ${index}`,
    );
    if (isTheSame(commented.join("\n"), value)) lines.splice(0, lines.length, ...commented);
  });
  return lines.join("\n");
}

function isTheSame(text: string, value: object): boolean {
  try {
    return JSON.stringify(parse(text)) === JSON.stringify(value);
  } catch {
    return false;
  }
}

const numbers = fc.array(fc.nat(), { maxLength: 5 });

it("any file says any other thing, and comments stay where nothing goes", () => {
  fc.assert(
    fc.property(object, object, numbers, fc.boolean(), (before, after, random, isFlow) => {
      const text = written(before, random, isFlow);
      const result = editedYaml("any.yaml", text, after);
      expect(parse(result)).toEqual(after);
    }),
    { numRuns: 400 },
  );
});

it("a file that gets more, or another value, keeps all of its other lines", () => {
  fc.assert(
    fc.property(object, scalar, numbers, (before, value, random) => {
      const text = written(before, random, false);
      const result = editedYaml("any.yaml", text, { ...before, added: value });
      if (Object.keys(before).length === 0) return;
      const lines = result.split("\n");
      for (const line of text.split("\n")) {
        const found = lines.indexOf(line);
        expect(found).not.toBe(-1);
        lines.splice(0, found + 1);
      }
    }),
    { numRuns: 200 },
  );
});
