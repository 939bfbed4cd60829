import { createHash } from "node:crypto";
import { byText } from "../core/ordering";
import type { StateResource } from "./deployment";
import { typeOf } from "./imported";
import { masked } from "./secret-values";

/**
 * A short text that changes with a resource's object and values. Secrets don't count, as encrypting one again gives
 * another text. What an update without changes notes doesn't count either.
 */
export function fingerprintOf({ urn, type, custom, id, inputs, outputs }: StateResource): string {
  // The engine gives a provider its id.
  const isProvider = typeOf(urn).startsWith("pulumi:providers:");
  const object = isProvider ? {} : { id };
  // A stack and components get their outputs from the program.
  const values = { inputs: inputs ?? {}, ...(custom && { outputs: outputs ?? {} }) };
  const text = JSON.stringify(ordered(masked({ urn, type, ...object, ...values })));
  return createHash("sha256").update(text).digest("hex");
}

/** With keys in one order and without what has no value. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .sort(byText(([name]) => name));
  return Object.fromEntries(members.map(([name, member]) => [name, ordered(member)]));
}
