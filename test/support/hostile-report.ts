import fc from "fast-check";
import { acceptedLine, acceptedProperty } from "../../provider/cli/accept";
import type { Report, ReportedDifference, ReportedProperty } from "../../provider/cli/report";
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

const difference: fc.Arbitrary<ReportedDifference> = fc.oneof(
  fc.record({
    kind: fc.constant("Campaign"),
    object: hostileText,
    urn: hostileText,
    position: fc.option(position, { nil: undefined }),
    change: fc.constant("changed" as const),
    properties: fc.array(property, { minLength: 1, maxLength: 2 }),
    below: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant("Webhook"),
    object: hostileText,
    position: fc.option(position, { nil: undefined }),
    change: fc.constantFrom("missing" as const, "additional" as const),
    properties: fc.constant([]),
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
  notes: fc.array(hostileText, { minLength: 1, maxLength: 2 }),
});
