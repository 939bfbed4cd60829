import { defineResource } from "../core/definition";
import { agentId, bareColour, flag, id, integer, list, object, set, text } from "../core/fields";
import { conditionMetType, logicalExpression } from "./condition-fields";
import { liveChatCondition } from "./live-chat-condition";

export const customerSegment = defineResource({
  name: "CustomerSegment",
  description: "A customer segment: visitors who meet conditions, shown to agents with a colour.",
  kind: "collection",
  path: "/livechat/customerSegments",
  naturalKey: ["name"],
  permissions: { read: ["Manage Settings"], write: ["Manage Settings"] },
  example: {
    name: "Returning",
    color: "0A66C2",
    isEnabled: true,
    conditions: [{ field: "Numberofvisits", operator: "isMoreThan", value: "3" }],
  },
  fields: () => ({
    name: text("Name of the segment.", { required: true }),
    color: bareColour("Colour of the segment, without a #.", { default: "339FD9" }),
    // The table's name, though eight examples say isEnable (docs/api-notes.md#o01).
    isEnabled: flag("Whether the segment is used.", { default: false, alsoNamed: ["isEnable"] }),
    order: integer("Position among the segments; the highest + 1 when left out."),
    description: text("What the segment is for."),
    conditionMetType: conditionMetType({ default: "all" }),
    logicalExpression,
    conditions: list(liveChatCondition, "The conditions that a visitor meets.", { required: true }),
    alertTo: object(
      "AlertTo",
      {
        // The document swaps the two types: departments have GUIDs, agents integers (docs/api-notes.md#o04).
        departmentIds: set(id("A department.", { refersTo: ["Department"] }), "Departments, by id."),
        agentIds: set(agentId("An agent.", { refersTo: ["Agent"] }), "Agents, by id."),
      },
      "Who is alerted when such a visitor comes.",
    ),
  }),
});
