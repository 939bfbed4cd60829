import { probably, when } from "../core/conditions";
import { entryId, flag, integer, list, object, oneOf, text } from "../core/fields";

const optionShape = {
  value: text("Text of the option."),
  order: integer("Position among the options."),
};

const options = (more: { when?: ReturnType<typeof when> } = {}) =>
  list(object("LiveChatFieldOption", optionShape, "An option."), "What can be chosen.", {
    key: "value",
    ...more,
  });

const nps = { when: when("type", "NPS") } as const;

const everywhere = ["textBox", "textArea", "radioBox", "checkbox", "dropdownList", "checkboxList"];

/** Which types of field the API document allows on which form. */
const typesByForm = {
  preChat: everywhere,
  postChat: [...everywhere, "NPS", "rating"],
  offlineMessage: [...everywhere, "file"],
  agentWrapup: [...everywhere, "checkboxListwithOptionGroups"],
};

type Form = keyof typeof typesByForm;

const fieldOn = (form?: Form) =>
  object(
    "LiveChatField",
    {
      id: entryId("Id of the field's definition."),
      // Not marked read-only, and sent by examples; only the service can know it (docs/api-notes.md#o25).
      isSystem: flag("Whether the field comes with the form and can't be deleted.", { readOnly: true }),
      name: text("Name of the field; the label that people see.", { required: true }),
      type: oneOf(
        // biome-ignore format: the list as the API document has it.
        ["textBox", "textArea", "radioBox", "checkbox", "dropdownList", "checkboxList", "NPS", "file", "rating", "checkboxListwithOptionGroups"],
        "What is entered. NPS and rating are for the post-chat form, file for offline messages, checkboxListwithOptionGroups for agent wrap-up; elsewhere they are a warning at preview.",
        // Examples show two types of system fields that the list doesn't have (docs/api-notes.md#o24).
        {
          alsoSpelled: { text: "textBox", wrapupcomment: "textArea" },
          valuesBy: { field: "/form", values: typesByForm, ...(form && { fixed: form }) },
        },
      ),
      options: options({ when: when("type", "radioBox", "dropdownList", "checkboxList") }),
      leftText: text("Text at the low end of the scale.", nps),
      rightText: text("Text at the high end of the scale.", nps),
      optionGroups: list(
        object(
          "LiveChatFieldOptionGroup",
          {
            name: text("Name of the group."),
            order: integer("Position among the groups."),
            options: options(),
          },
          "A group of options.",
        ),
        "What can be chosen, in groups.",
        { key: "name", when: when("type", "checkboxListwithOptionGroups") },
      ),
    },
    "What the field is.",
    { required: true },
  );

const ratingGrade = object(
  "RatingGrade",
  {
    grade: integer("The grade, presumably 1 to 5."),
    label: text("What it is called."),
    isVisible: flag("Whether it can be chosen."),
  },
  "A grade.",
);

/** What a campaign form field has beside its id, as a resource of its own and in a form's list. */
export const formFieldShape = (form?: Form) => ({
  field: fieldOn(form),
  isVisible: flag("Whether the field is shown."),
  isRequired: flag("Whether it has to be filled in."),
  order: integer("Position on the form."),
  ratingGrades: list(
    ratingGrade,
    "The grades; there are always five, and those that aren't named stay as they are.",
    {
      key: "grade",
      permanent: "all",
      when: probably("field.type", "rating"),
    },
  ),
});

/** The list of a form's fields. System fields that aren't declared stay as they are. */
export const formFields = (form: Form) =>
  list(
    object("CampaignFormField", { id: entryId("Id of the field."), ...formFieldShape(form) }, "A field."),
    "All custom fields of the form, and the system fields to change: a custom field that isn't declared is removed. Or declare single fields as CampaignFormField.",
    { key: "field.name", permanent: "field.isSystem", resource: "CampaignFormField", draftName: "field" },
  );

export const formFieldLayoutStyle = oneOf(["leftOfInput", "aboveInput"], "Where the labels are.", {
  draftSpellings: { leftofInput: "leftOfInput" }, // Every published example has it, too (docs/api-notes.md#o22).
});
