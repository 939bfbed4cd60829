/** An object of the API as it goes over the wire, and a resource's inputs and outputs. */
export type Properties = Record<string, unknown>;
