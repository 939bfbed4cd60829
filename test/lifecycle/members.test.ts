import fc from "fast-check";
import { expect, it } from "vitest";
import type { Properties } from "../../provider/core/definition";
import { naturalKey } from "../../provider/core/natural-key";
import { autoInvitation } from "../../provider/definitions/auto-invitation";
import { Members, normalisedId } from "../../provider/lifecycle/members";

const parents = { campaignId: "c1" };
const id = fc.constantFrom("a", "b", "c", "A");
const name = fc.option(fc.constantFrom("Hello", "Welcome"), { nil: undefined });
const change = fc.oneof(
  fc.record({ put: fc.record({ id, name }) }),
  fc.record({ remove: id }),
  // A question in between changes nothing.
  fc.constant({ ask: true }),
);

it("finds the members of a natural key whatever came and went", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const members = new Members(autoInvitation, parents);
      const there = new Map<string, Properties>();
      for (const one of changes) {
        if ("put" in one) {
          members.put(one.put);
          there.set(normalisedId(one.put.id), one.put);
        } else if ("remove" in one) {
          members.remove(one.remove);
          there.delete(normalisedId(one.remove));
        } else members.withNaturalKeyOf({ name: "Hello" });
      }
      const wanted = naturalKey(autoInvitation, { ...parents, name: "Hello" });
      const same = [...there.values()].filter(
        (member) => naturalKey(autoInvitation, { ...member, ...parents }) === wanted,
      );
      expect(new Set(members.withNaturalKeyOf({ ...parents, name: "Hello" }))).toEqual(new Set(same));
      for (const one of ["a", "B", "c"]) expect(members.get(one)).toBe(there.get(normalisedId(one)));
    }),
  );
});

it("finds none for values without a natural key", () => {
  const members = new Members(autoInvitation, parents, [{ id: "a" }]);
  expect(members.withNaturalKeyOf({ ...parents })).toEqual([]);
});
