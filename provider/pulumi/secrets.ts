import * as pulumi from "@pulumi/pulumi";
import type { Definition } from "../core/definition";
import { factsOf } from "../core/facts";

/** The arguments with those that the API document calls secret marked as such, under their own names. */
export function secretInputs(definition: Definition, given: pulumi.Inputs): pulumi.Inputs {
  const marked = Object.entries(given).map(([name, value]) => {
    const field = definition.inputs[name];
    const secret = field !== undefined && factsOf(field).secret === true && value !== undefined;
    return [name, secret ? pulumi.secret(value) : value];
  });
  return Object.fromEntries(marked);
}
