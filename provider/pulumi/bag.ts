import type { Definition, Properties } from "../core/definition";
import type { Managed } from "../lifecycle/managed";
import { internal, withoutInternal } from "./identity";

/**
 * An object under management as Pulumi's outputs: the inputs under their own names, so that the engine keeps
 * secrets secret, what only the service sets, and the internal values.
 *
 * @param site the origin of the site that the object is on
 */
export function toOutputs(definition: Definition, managed: Managed, site?: string): Properties {
  return {
    ...managed.inputs,
    ...managed.readOnly,
    [internal.kind]: definition.name,
    ...(managed.earlier && { [internal.earlier]: managed.earlier }),
    ...(managed.isUnfinished && { [internal.unfinished]: true }),
    ...(site !== undefined && { [internal.site]: site }),
  };
}

/** @param resource what the program calls the resource, where that is known */
export function toInputs(definition: Definition, inputs: Properties, resource?: unknown): Properties {
  return {
    ...inputs,
    [internal.kind]: definition.name,
    ...(typeof resource === "string" && { [internal.resource]: resource }),
  };
}

export function fromOutputs(definition: Definition, id: string, outputs: Properties): Managed {
  const properties = Object.entries(withoutInternal(outputs));
  const isReadOnly = (name: string) => Object.hasOwn(definition.readOnly, name);
  const earlier = outputs[internal.earlier];
  return {
    id,
    inputs: Object.fromEntries(properties.filter(([name]) => !isReadOnly(name))),
    readOnly: Object.fromEntries(properties.filter(([name]) => isReadOnly(name))),
    earlier: typeof earlier === "object" && earlier !== null ? (earlier as Properties) : undefined,
    ...(outputs[internal.unfinished] === true && { isUnfinished: true }),
  };
}
