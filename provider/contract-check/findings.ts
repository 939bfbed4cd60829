import { byText, grouped } from "../core/ordering";
import type { Deviation, DeviationKind } from "./deviation";
import type { Shape } from "./shape";

/** The same thing in any number of objects. */
export interface Finding {
  kind: DeviationKind;
  isNote: boolean;
  path: string;
  found?: FoundShape;
  text?: string;
  /** How often. */
  count: number;
}

/** Of a string, an array or an object: how large the smallest and the largest are. */
export interface FoundShape {
  type: Shape["type"];
  least?: number;
  most?: number;
}

/** What is the same is said once. Differences come first. */
export function findingsOf(deviations: readonly Deviation[]): Finding[] {
  const groups = grouped(deviations, ({ kind, isNote, path, found, text }) =>
    JSON.stringify([kind, isNote, path, found?.type, text]),
  );
  const findings = [...groups.values()].map(findingOf).sort(byText(({ path, kind }) => `${path} ${kind}`));
  return [...findings.filter(({ isNote }) => !isNote), ...findings.filter(({ isNote }) => isNote)];
}

function findingOf(group: readonly Deviation[]): Finding {
  const [first] = group as [Deviation];
  const { found, ...others } = first;
  const sizes = group.flatMap((one) => one.found?.size ?? []);
  return { ...others, ...(found && { found: foundIn(found, sizes) }), count: group.length };
}

function foundIn({ type }: Shape, sizes: readonly number[]): FoundShape {
  if (sizes.length === 0) return { type };
  const bounds = sizes.reduce(
    ({ least, most }, size) => ({ least: Math.min(least, size), most: Math.max(most, size) }),
    { least: Number.POSITIVE_INFINITY, most: 0 },
  );
  return { type, ...bounds };
}
