import type { ObjectRules } from "../rules";
import { text } from "./common";

export const customVariable: ObjectRules = {
  name: "CustomVariable",
  description: "A value that the web page hands over about its visitors.",
  source: "published line 9016",
  kind: "collection",
  path: "/livechat/customVariables",
  otherCases: ["/livechat/customvariables"], // As in the curls (docs/api-notes.md#o38).
  // The draft garbles the path of one of them (docs/api-notes.md#o76).
  memberPaths: ["/livechat/customVariables", "/livechat/campacustomVariablesigns"],
  permissions: { read: ["Manage Custom Variable"], write: ["Manage Custom Variable"] },
  fields: {
    name: { type: "string", required: true },
    type: { type: "string", required: true, values: ["text", "integer", "decimal"] },
    // The two defaults are ours.
    value: text,
    hyperlink: text,
  },
};
