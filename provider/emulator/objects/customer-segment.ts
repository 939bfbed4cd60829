import type { FieldRule, FieldRules, ObjectRules } from "../rules";
import { text } from "./common";
import { conditionMetType, conditions } from "./condition";
import { agent } from "./systems/agent";
import { department } from "./systems/department";

const alertToFields: FieldRules = {
  departmentIds: { type: "guid[]", refersTo: [department.path] },
  agentIds: { type: "integer[]", refersTo: [agent.path] },
};

export const customerSegment: ObjectRules = {
  name: "CustomerSegment",
  description: "A group of visitors, told apart by conditions.",
  source: "published line 537",
  kind: "collection",
  path: "/livechat/customerSegments",
  isUpdatedWithoutId: true, // The curl of an update (docs/api-notes.md#o13).
  permissions: { read: ["Manage Settings"], write: ["Manage Settings"] },
  fields: {
    name: { type: "string", required: true },
    color: { type: "string", format: "bareColour", default: "339FD9" },
    // The table's name; most examples say isEnable (docs/api-notes.md#o01).
    isEnabled: { type: "boolean", alsoNamed: ["isEnable"], default: false },
    order: { type: "integer", position: true },
    description: text,
    conditionMetType,
    logicalExpression: text,
    conditions: { ...conditions, required: true, default: undefined },
    alertTo: { type: "object", fields: alertToFields, typeName: "AlertTo" },
  },
};

/** The segments that a visitor is in. */
export const customerSegments: FieldRule = {
  type: "object[]",
  default: [],
  fields: { id: { type: "guid" }, ...customerSegment.fields },
  typeName: customerSegment.name,
};
