import type { Definition, Properties } from "../core/definition";
import { keyNames, listed, partsIn } from "../core/natural-key";
import { valueAt } from "../core/paths";
import { withShownAddresses } from "../text/address";
import { jsonText } from "../text/json";

/**
 * What two objects have in common that nothing tells apart: `name`, which its place has already, or what it is where it has
 * no name, such as `type "ip" and ip "192.0.2.66"` for a ban.
 */
export function describedKey(definition: Definition, fields: Properties): string {
  if (definition.naturalKey.length < 2) return keyNames(definition);
  return listed(partsIn(definition, fields).map((path) => `${path}${valueText(valueAt(fields, path))}`));
}

/** Of an address what opens it isn't shown. */
const valueText = (value: unknown): string =>
  typeof value === "string" ? ` ${jsonText(withShownAddresses(value))}` : "";
