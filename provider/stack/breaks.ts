import { definitionNamed } from "../definitions";
import { internal } from "../pulumi/identity";
import type { StateResource } from "./deployment";
import type { Step } from "./digest";
import { nameOf } from "./planned";
import type { PlannedChange } from "./planned-changes";

/** What the deletion of an object breaks, in sentences: on the pages of its owner, and in what still names it. */
export function breaksOf({ definition, action, before }: PlannedChange, steps: readonly Step[]): string[] {
  if (action !== "delete" && action !== "replace") return [];
  const { lostOnDelete, hasId } = definition;
  const referring = hasId && before?.id ? referringTo(before, before.id, steps) : [];
  return [
    ...(lostOnDelete === undefined ? [] : [lostOnDelete]),
    ...(referring.length === 0 || action === "replace"
      ? []
      : [`its id is still named by ${referring.join(", ")}`]),
  ];
}

/** The resources that stay, and have the id anywhere in their inputs. */
const referringTo = (deleted: StateResource, id: string, steps: readonly Step[]): string[] =>
  steps.flatMap(({ urn, op, newState }) =>
    op !== "delete" && urn !== deleted.urn && newState?.custom && hasText(newState.inputs, id.toLowerCase())
      ? [titleOf(urn, newState)]
      : [],
  );

/** `Routing "sales"`; of another package with its type. */
const titleOf = (urn: string, { type, inputs }: StateResource) =>
  `${definitionNamed(inputs?.[internal.kind])?.name ?? type} "${nameOf(urn)}"`;

function hasText(value: unknown, text: string): boolean {
  if (typeof value === "string") return value.toLowerCase() === text;
  return (
    typeof value === "object" && value !== null && Object.values(value).some((one) => hasText(one, text))
  );
}

/**
 * The deletions without those of what goes with its owner, and of each that remains how many those are. The service deletes
 * them with it.
 */
export function withoutThoseBelow(changes: readonly PlannedChange[]): {
  changes: PlannedChange[];
  below: ReadonlyMap<string, number>;
} {
  const deleted = new Map(
    changes.flatMap((one) => (one.action === "delete" ? [[one.urn, one] as const] : [])),
  );
  const ownerOf = ({ action, before }: PlannedChange) =>
    action === "delete" ? deleted.get(before?.deletedWith ?? "") : undefined;
  const below = new Map<string, number>();
  for (const change of changes) {
    let top = ownerOf(change);
    for (let next = top && ownerOf(top); next; next = ownerOf(next)) top = next;
    if (top) below.set(top.urn, (below.get(top.urn) ?? 0) + 1);
  }
  return { changes: changes.filter((change) => !ownerOf(change)), below };
}
