import { list, type More, object, text } from "../../core/fields";

/** What a visitor or agent entered into a field. */
export const fieldValues = (description: string, more: More = {}) =>
  list(
    object(
      "FieldValue",
      {
        fieldName: text("Name of the field."),
        value: text("What was entered."),
        url: text("The link behind the value."),
      },
      "A value.",
    ),
    description,
    more,
  );
