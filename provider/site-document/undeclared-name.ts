import type { Properties } from "../core/definition";
import { RENAMED_FROM } from "../core/entry-properties";
import { isObject, valueAt } from "../core/paths";
import { referenceProperty, siteParts } from "../core/site-parts";
import { thereAre } from "../core/suggest";
import { definitions } from "../definitions";

/**
 * What is wrong with the name in a reference. A description that lists the objects of a kind says of all that a name can mean:
 * one that is on the site alone isn't meant by it, as a name that was mistyped or that has changed would be taken for that.
 *
 * @returns undefined where the description declares the name, or lists nothing of the kind: then the site has to have it
 */
export function undeclaredName(described: Properties, kind: string, name: string): string | undefined {
  const part = siteParts(definitions).find(({ definition }) => definition.name === kind);
  const entries = part && described[part.property];
  if (!part || !Array.isArray(entries)) return undefined;
  const nameOf = (entry: unknown) => valueAt(entry, part.definition.naturalKey[0] ?? "");
  const names = entries.map(nameOf).filter((one) => typeof one === "string");
  if (names.includes(name)) return undefined;
  const renamed = entries.find((entry) => isObject(entry) && entry[RENAMED_FROM] === name);
  if (renamed !== undefined) {
    const now = String(nameOf(renamed));
    return `${kind} "${name}" is called "${now}" here. Write { ${referenceProperty(kind)}: ${JSON.stringify(now)} }.`;
  }
  return `No ${kind} "${name}" is declared here.${thereAre(name, names)} What ${part.property} doesn't list is referred to by its id.`;
}
