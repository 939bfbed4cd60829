import type { StoredObject } from "../rules";

/**
 * The fields that every form has from the beginning, by the published table of system fields; a form's own text
 * contradicts it (docs/api-notes.md#o26). Which are visible is ours.
 */
const forms: Readonly<
  Record<string, readonly (readonly [name: string, type: string, isVisible: boolean])[]>
> = {
  preChat: [
    ["name", "textBox", true],
    ["email", "textBox", true],
    ["phone", "textBox", false],
    ["company", "textBox", false],
    ["product service", "dropdownList", false],
    ["department", "dropdownList", false],
    ["ticket id", "textBox", false],
  ],
  postChat: [
    ["rating", "rating", true],
    ["rating comment", "textArea", true],
  ],
  offlineMessage: [
    ["name", "textBox", true],
    ["email", "textBox", true],
    ["phone", "textBox", false],
    ["company", "textBox", false],
    ["department", "dropdownList", false],
    ["ticket id", "textBox", false],
    ["subject", "textBox", true],
    ["message", "textArea", true],
    ["attachment", "file", false],
  ],
  agentWrapup: [
    ["category", "dropdownList", true],
    ["wrap-up comment", "textArea", true],
  ],
};

const grades = ["very poor", "poor", "fair", "good", "excellent"].map((label, index) => ({
  grade: index + 1,
  label,
  isVisible: true,
}));

const systemField = (name: string, type: string, isVisible: boolean, order: number): StoredObject => ({
  field: {
    id: "",
    isSystem: true,
    name,
    type,
    options: [],
    leftText: "",
    rightText: "",
    optionGroups: [],
  },
  isVisible,
  isRequired: name === "subject",
  order,
  ratingGrades: type === "rating" ? grades : [],
});

/** By the path of the form's collection. */
export const systemFields: Readonly<Record<string, readonly StoredObject[]>> = Object.fromEntries(
  Object.entries(forms).map(([form, fields]) => [
    `/livechat/campaigns/:campaignId/${form}/campaignFormFields`,
    fields.map(([name, type, isVisible], index) => systemField(name, type, isVisible, index + 1)),
  ]),
);
