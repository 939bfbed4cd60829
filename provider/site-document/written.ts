import { withDefaults } from "./defaults/filled";
import type { Origin } from "./lay-over";
import { type Overlaid, type Overlay, type Use, withOverlay } from "./overlay";
import type { Position } from "./parsed-yaml";
import type { Source } from "./source";
import { pathOf, type Steps, stepsOf, valueAtSteps } from "./steps";

/** A document as it is on one site, and where in which file each of its values is written. */
export interface Written extends Overlaid {
  source: Source;
  overlay: Overlay;
  /** Whether the document or the overlay says something at a path: what they leave out may have a default. */
  isWritten(path: string): boolean;
  /** Where the property at a path is written, or what is nearest to it. */
  propertyPosition(path: string): Position;
  /** Where the value at a path stands: in the overlay's `values` or `references`, if it comes from there. */
  valuePosition(path: string): Position;
}

export function writtenFor(source: Source, overlay: Overlay): Written {
  const overlaid = withOverlay(source.document, overlay);
  const propertyPosition = (path: string): Position => {
    const { layer, steps } = originOf(overlaid, path);
    return layer === "document"
      ? source.parsed.position(steps)
      : positionInOverlay({ source, overlay }, ["site", ...steps]);
  };
  const valuePosition = (path: string): Position => {
    const use = useOf(overlaid, path);
    return use ? positionInOverlay({ source, overlay }, use) : propertyPosition(path);
  };
  const isWritten = (path: string) => valueAtSteps(overlaid.document, stepsOf(path)) !== undefined;
  const { defaults } = source;
  const document = defaults ? withDefaults(overlaid.document, defaults) : overlaid.document;
  return { ...overlaid, document, source, overlay, isWritten, propertyPosition, valuePosition };
}

/** Where the property at a path is written: in the document, or in the overlay. Where it isn't, it would be there. */
export function originOf({ origins }: Pick<Overlaid, "origins">, path: string): Origin {
  const steps = stepsOf(path);
  for (let length = steps.length; length > 0; length--) {
    const origin = origins.get(pathOf(steps.slice(0, length)));
    if (origin) return { layer: origin.layer, steps: [...origin.steps, ...steps.slice(length)] };
  }
  return { layer: "document", steps };
}

/** What of the overlay the value at a path is made with, as long as it is one thing. */
export function useOf({ uses }: Pick<Overlaid, "uses">, path: string): Use | undefined {
  const [first, ...others] = uses.get(path) ?? [];
  return first && others.every((other) => pathOf(other) === pathOf(first)) ? first : undefined;
}

export const positionInOverlay = (
  { overlay, source }: Pick<Written, "overlay" | "source">,
  steps: Steps,
): Position => (overlay.parsed ?? source.parsed).position(steps);

/** `${brand}` of `values.brand`; `department "Sales"` of an entry of the references. */
export function useText([kind, word = "", name = ""]: Use): string {
  return kind === "values" ? `\${${word}}` : `${word} ${JSON.stringify(name)}`;
}
