import { when } from "../core/conditions";
import { flag, integer, list, object, oneOf, text } from "../core/fields";

const choosable = when("type", "radioBox", "dropdownList", "checkboxList");

/** What a secure form field has beside its id, as a resource of its own and in its form's list. */
export const secureFormFieldShape = {
  name: text("Name of the field.", { required: true }),
  displayName: text("Label that visitors see.", { required: true }),
  // Examples use cardNumber for a system field, and the list doesn't have it (docs/api-notes.md#o34).
  type: oneOf(
    ["text", "textArea", "radioBox", "checkbox", "dropdownList", "checkboxList", "datePicker"],
    "What is entered.",
    {
      required: true,
      alsoSpelled: { cardNumber: "cardNumber" },
    },
  ),
  isSystem: flag("Whether the field comes with the form.", { readOnly: true, default: false }),
  isVisible: flag("Whether the field is shown.", { default: false }),
  isRequired: flag("Whether it has to be filled in.", { default: false }),
  order: integer("Position on the form.", { default: 1 }),
  // One object by its type, a list in the examples (docs/api-notes.md#o35).
  options: list(
    object(
      "SecureFormFieldOption",
      {
        value: text("Text of the option.", { required: true }),
        order: integer("Position among the options.", { default: 1 }),
      },
      "An option.",
    ),
    "What can be chosen.",
    { key: "value", when: choosable, requiredWhen: choosable },
  ),
};
