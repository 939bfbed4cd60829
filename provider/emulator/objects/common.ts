import type { FieldRule } from "../rules";

// Where the documents name no default these are ours: false, 0, nothing.
export const off: FieldRule = { type: "boolean", default: false };
export const zero: FieldRule = { type: "integer", default: 0 };
export const text: FieldRule = { type: "string", default: "" };

export const requiredFlag: FieldRule = { ...off, required: true };

/** Only the control panel sets images: where one is from, and the file's id. */
export const imageSource: FieldRule = {
  type: "string",
  readOnly: true,
  values: ["fromGallery", "fromMyComputer"],
};
export const imageKey: FieldRule = { type: "guid", readOnly: true };

/** An image with its address, which only the draft's objects and bots have. */
export const image: FieldRule = {
  type: "object",
  typeName: "Image",
  fields: {
    id: { type: "guid", readOnly: true, assigned: true },
    name: { type: "string", required: true },
    url: { type: "string", required: true, format: "url" },
  },
};
