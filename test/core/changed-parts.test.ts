import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equal } from "../../provider/core/canonical";
import { changedParts } from "../../provider/core/changed-parts";
import type { Properties } from "../../provider/core/definition";
import { integer, list, object, text } from "../../provider/core/fields";
import { merged } from "../../provider/core/merged";
import { differing } from "../../provider/core/observed";
import { definitions } from "../../provider/definitions";
import { inputsOf } from "../support/arbitrary";

const rule = object(
  "Rule",
  { name: text("Name.", { required: true }), value: text("Value."), order: integer("Position.") },
  "A rule.",
);
const plain = object("Pair", { name: text("Name."), value: text("Value.") }, "A pair.");
const fields = {
  title: text("Title."),
  colors: object("Colors", { header: text("Header."), body: text("Body.") }, "Colours."),
  rules: list(rule, "Rules.", { key: "name" }),
  pairs: list(plain, "Pairs, told apart by nothing."),
  password: text("Secret.", { secret: true, writeOnly: true }),
};

/** What is on the site after an update. */
const after = (old: Properties, declared: Properties, live: Properties) =>
  merged(fields, changedParts(fields, old, declared, live), live);

describe("an update", () => {
  it("writes a field that the program has changed, and leaves the others as they are on the site", () => {
    const old = { title: "a", colors: { header: "red", body: "white" } };
    const live = { title: "console", colors: { header: "console", body: "console" } };
    expect(after(old, { ...old, title: "b" }, live)).toEqual({ ...live, title: "b" });
    expect(after(old, { ...old, colors: { header: "blue", body: "white" } }, live)).toEqual({
      title: "console",
      colors: { header: "blue", body: "console" },
    });
  });

  it("writes what the state knows to have drifted", () => {
    const live = { title: "console" };
    expect(after(live, { title: "a" }, live)).toEqual({ title: "a" });
  });

  it("writes a field that is declared for the first time, and leaves one that is released", () => {
    const live = { title: "console", colors: { header: "console", body: "console" } };
    expect(after({ title: "a" }, { colors: { header: "red" } }, live)).toEqual({
      title: "console",
      colors: { header: "red", body: "console" },
    });
  });

  it("writes a value that is declared for the first time, also an empty one", () => {
    const live = { rules: [{ name: "console", order: 1 }] };
    expect(after({}, { rules: [] }, live)).toEqual({ rules: [] });
  });

  it("sends a secret again whenever it writes", () => {
    const old = { title: "a", password: "obviously-fake" };
    expect(changedParts(fields, old, { ...old, title: "b" }, { title: "a" })).toEqual({
      title: "b",
      password: "obviously-fake",
    });
  });

  it("takes a list whose entries nothing tells apart as one value", () => {
    const old = { pairs: [{ name: "a", value: "1" }] };
    const live = { pairs: [{ name: "console", value: "9" }] };
    expect(changedParts(fields, old, old, live)).toEqual({});
    const declared = { pairs: [{ name: "a", value: "2" }] };
    expect(after(old, declared, live)).toMatchObject(declared);
  });
});

describe("an update of a list whose entries have keys", () => {
  const entry = (name: string, value: string, order?: number) => ({
    ...{ name, value },
    ...(order !== undefined && { order }),
  });
  const rules = (...entries: object[]) => ({ rules: entries });

  it("writes the entry that the program has changed, and keeps what a person has added and changed", () => {
    const old = rules(entry("a", "1"), entry("b", "1"));
    const live = rules(entry("a", "1", 1), entry("b", "console", 2), entry("person's", "1", 3));
    expect(after(old, rules(entry("a", "2"), entry("b", "1")), live)).toEqual(
      rules(entry("a", "2", 1), entry("b", "console", 2), entry("person's", "1", 3)),
    );
  });

  it("removes what the program has removed, and nothing else", () => {
    const old = rules(entry("a", "1"), entry("b", "1"));
    const live = rules(entry("a", "1", 1), entry("b", "1", 2), entry("person's", "1", 3));
    expect(after(old, rules(entry("b", "1")), live)).toEqual(
      rules(entry("b", "1", 2), entry("person's", "1", 3)),
    );
  });

  it("doesn't bring back what a person has removed, unless the program has changed it", () => {
    const old = rules(entry("a", "1"), entry("b", "1"));
    const live = rules(entry("b", "1", 1));
    expect(after(old, rules(entry("a", "1"), entry("b", "2")), live)).toEqual(rules(entry("b", "2", 1)));
    expect(after(old, rules(entry("a", "2"), entry("b", "1")), live)).toMatchObject(
      rules(entry("a", "2"), entry("b", "1")),
    );
  });

  it("puts a new entry behind its neighbour, in the sequence that the site has", () => {
    const old = rules(entry("a", "1"), entry("b", "1"));
    const live = rules(entry("b", "1", 1), entry("a", "1", 2));
    const { rules: written } = after(old, rules(entry("a", "1"), entry("new", "1"), entry("b", "1")), live);
    expect(written).toMatchObject(rules(entry("b", "1"), entry("a", "1"), entry("new", "1")).rules);
    expect((written as { order: number }[]).map(({ order }) => order)).toEqual([1, 2, 3]);
  });

  it("follows the program's sequence where that has changed", () => {
    const old = rules(entry("a", "1"), entry("b", "1"));
    const live = rules(entry("a", "1", 1), entry("b", "1", 2), entry("person's", "1", 3));
    const { rules: written } = after(old, rules(entry("b", "1"), entry("a", "2")), live);
    expect((written as { name: string }[]).map(({ name }) => name)).toEqual(["b", "a", "person's"]);
  });
});

describe.each(definitions.map((definition) => [definition.name, definition] as const))(
  "%s",
  (_, definition) => {
    it("is written in full by an update when nobody else has changed it, and not at all without a change", () => {
      const { fields } = definition;
      const own = ({ ...inputs }: Properties) =>
        Object.fromEntries(Object.entries(inputs).filter(([name]) => Object.hasOwn(fields, name)));
      fc.assert(
        fc.property(inputsOf(definition), inputsOf(definition), (first, second) => {
          const [old, declared] = [own(first), own(second)];
          const live = merged(fields, old, {});
          const body = merged(fields, changedParts(fields, old, declared, live), live);
          expect(differing(fields, declared, body)).toEqual([]);
          const unchanged = merged(fields, changedParts(fields, old, old, live), live);
          for (const [name, field] of Object.entries(fields)) {
            expect([name, equal(field, unchanged[name], live[name])]).toEqual([name, true]);
          }
        }),
        { numRuns: 25 },
      );
    });
  },
);
