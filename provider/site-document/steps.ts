import type { Step } from "../core/steps";

export { stepsOf } from "../core/steps";

/** The way to a value in a document: the names of properties, and positions in lists. */
export type Steps = readonly Step[];

/**
 * `campaigns[0].name` of `campaigns`, 0, `name`.
 *
 * @param start where the steps begin; empty for the document
 */
export const pathOf = (steps: Steps, start = ""): string =>
  steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    return path === "" ? step : `${path}.${step}`;
  }, start);

/** The value there; undefined where there is none. */
export function valueAtSteps(value: unknown, steps: Steps): unknown {
  let current = value;
  for (const step of steps) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
