import type { Definition, Properties } from "../core/definition";
import { naturalKey } from "../core/natural-key";
import { differing } from "../core/observed";
import { hasUnknown } from "../core/unknown";
import type { Reading } from "./context";
import { strategies } from "./kinds";
import { declaredFields, liveInputs, type Managed, readOnlyFields } from "./managed";
import { earlierFields } from "./restore";

/** An object of the site that a resource would manage. */
export interface Existing {
  /** With the live values of what is declared, as if it had been read after a while under management. */
  managed: Managed;
  /** The declared fields that have another value on the site. What isn't known yet isn't among them. */
  differs: string[];
}

/**
 * The objects of the site that have the parents and the natural key of the inputs: none, one, or, where the
 * site has twins, several. Calls nothing but lists and reads.
 *
 * @param inputs may hold unknowns
 * @returns undefined when the parents or the natural key aren't known
 */
export async function existing(
  reading: Reading,
  definition: Definition,
  inputs: Properties,
): Promise<Existing[] | undefined> {
  if (naturalKey(definition, inputs) === undefined) return undefined;
  const matches = await strategies[definition.kind].match(reading, definition, inputs);
  const declared = declaredFields(definition, inputs);
  return matches.map(({ id, live, isGivenBack }) => ({
    managed: {
      id,
      inputs: withoutUnknowns(liveInputs(definition, inputs, live)),
      readOnly: readOnlyFields(definition, live),
      ...(isGivenBack && { earlier: earlierFields(definition, Object.keys(declared), live) }),
    },
    differs: differing(definition.fields, withoutUnknowns(declared), live),
  }));
}

const withoutUnknowns = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => !hasUnknown(value)));
