import type { FieldRule } from "../rules";

// Where the documents name no default these are ours: false, 0, nothing.
export const off: FieldRule = { type: "boolean", default: false };
export const zero: FieldRule = { type: "integer", default: 0 };
export const text: FieldRule = { type: "string", default: "" };
