import fc from "fast-check";
import { acceptedLine, acceptedProperty } from "../../provider/cli/accept";
import type { Report, ReportedDifference, ReportedProperty } from "../../provider/cli/report";
import type { EntryChange, ListChanges } from "../../provider/site-document/list-changes";
import { hostileText } from "./hostile-text";

const value = fc.oneof(
  hostileText,
  fc.array(hostileText, { maxLength: 2 }),
  fc.dictionary(hostileText, hostileText, { maxKeys: 2, noNullPrototype: true }),
  fc.constant(undefined),
);

const position = fc.record({
  file: hostileText,
  line: fc.integer({ min: 1, max: 99 }),
  column: fc.integer({ min: 1, max: 99 }),
});

const property: fc.Arbitrary<ReportedProperty> = fc
  .record({ path: hostileText, left: value, right: value, position })
  .chain((one) =>
    fc.constantFrom(
      { ...one, accept: acceptedProperty(one) },
      { ...one, accept: acceptedLine({ steps: [one.path], value: one.right }), acceptAt: one.position },
    ),
  );

const place = fc.oneof(
  fc.constant({}),
  fc.record({ before: hostileText }),
  fc.record({ after: hostileText }),
);

const change: fc.Arbitrary<EntryChange> = fc.oneof(
  fc
    .tuple(hostileText, value, place)
    .map(([entry, inEntry, where]) => ({ entry, change: "added" as const, value: inEntry, ...where })),
  fc.record({ entry: hostileText, change: fc.constant("removed" as const), value }),
  fc.tuple(hostileText, place).map(([entry, where]) => ({ entry, change: "moved" as const, ...where })),
  fc.record({
    entry: hostileText,
    change: fc.constant("changed" as const),
    properties: fc.array(fc.record({ path: hostileText, left: value, right: value }), { maxLength: 2 }),
    lists: fc.constant([]),
  }),
);

const lists: fc.Arbitrary<ListChanges[]> = fc.array(
  fc.record({ property: hostileText, changes: fc.array(change, { minLength: 1, maxLength: 2 }) }),
  { maxLength: 1 },
);

const difference: fc.Arbitrary<ReportedDifference> = fc.oneof(
  fc.record({
    kind: fc.constant("Campaign"),
    object: hostileText,
    urn: hostileText,
    position: fc.option(position, { nil: undefined }),
    change: fc.constant("changed" as const),
    properties: fc.array(property, { minLength: 1, maxLength: 2 }),
    lists,
    below: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant("Webhook"),
    object: hostileText,
    position: fc.option(position, { nil: undefined }),
    change: fc.constantFrom("missing" as const, "additional" as const),
    properties: fc.constant([]),
    lists: fc.constant([]),
    content: fc.dictionary(hostileText, value, { maxKeys: 2, noNullPrototype: true }),
    remarks: fc.array(hostileText, { maxLength: 2 }),
    says: fc.option(hostileText, { nil: undefined }),
    below: fc.nat(2),
  }),
);

/** A report in which everything that comes from outside is hostile. */
export const hostileReport: fc.Arbitrary<Report> = fc.record({
  title: hostileText,
  left: hostileText,
  right: hostileText,
  differences: fc.array(difference, { minLength: 1, maxLength: 2 }),
  ignored: fc.nat(1),
  coverage: fc.record({
    objects: fc.constant({ managed: 1, total: 3 }),
    fields: fc.constant({ managed: 5, total: 9 }),
    unmanagedFields: fc.array(
      fc.record({
        kind: fc.constant("Ban"),
        object: hostileText,
        fields: fc.array(hostileText, { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
    unmanaged: fc.array(fc.record({ kind: fc.constant("Ban"), object: hostileText, below: fc.nat(1) }), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  warnings: fc.array(hostileText, { minLength: 1, maxLength: 2 }),
  notes: fc.array(hostileText, { minLength: 1, maxLength: 2 }),
});
