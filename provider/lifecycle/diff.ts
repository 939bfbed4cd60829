import { equal } from "../core/canonical";
import type { Definition, Properties } from "../core/definition";
import { naturalKey } from "../core/natural-key";
import { declarable } from "../core/options";

export interface Difference {
  /** Inputs whose value is another one. */
  changed: string[];
  /** Inputs that the program no longer has: they are released, which writes nothing. */
  released: string[];
  /** Those of `changed` that replace the object. */
  replaces: string[];
  /** The new object would have the natural key of the old one, which therefore has to go first. */
  deleteBeforeReplace: boolean;
}

/** @param olds a resource's outputs, which repeat its inputs */
export function diff(definition: Definition, olds: Properties, news: Properties): Difference {
  const fields = Object.entries(declarable(definition));
  // An empty value is declared, too: what the site has in a field that wasn't declared isn't known.
  const isAdded = (name: string) => !Object.hasOwn(olds, name) && news[name] !== null;
  const changed = fields.filter(
    ([name, field]) => Object.hasOwn(news, name) && (isAdded(name) || !equal(field, olds[name], news[name])),
  );
  const released = fields.filter(([name]) => Object.hasOwn(olds, name) && !Object.hasOwn(news, name));
  const names = changed.map(([name]) => name);
  return {
    changed: names,
    released: released.map(([name]) => name),
    replaces: names.filter((name) => definition.replacesOnChange(name)),
    deleteBeforeReplace: naturalKey(definition, olds) === naturalKey(definition, news),
  };
}

/** True when there is nothing to do. */
export const isSame = (difference: Difference) =>
  difference.changed.length === 0 && difference.released.length === 0;
