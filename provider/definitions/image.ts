import { entryId, type More, object, text, url } from "../core/fields";

/** The draft's picture; the published document has read-only file keys instead (docs/api-notes.md#o75). */
export const imageShape = {
  id: entryId("Id of the picture."),
  name: text("Name of the picture.", { required: true }),
  url: url("Where the picture is.", { required: true }),
};

export const image = (description: string, more: More = {}) => object("Image", imageShape, description, more);
