import type { ObjectRules } from "../rules";
import { text } from "./common";

export const customVariable: ObjectRules = {
  name: "CustomVariable",
  source: "published line 9016",
  kind: "collection",
  path: "/livechat/customVariables",
  otherCases: ["/livechat/customvariables"], // O38
  memberPaths: ["/livechat/customVariables", "/livechat/campacustomVariablesigns"], // O76: a garbled path of the draft.
  permissions: { read: ["Manage Custom Variable"], write: ["Manage Custom Variable"] },
  fields: {
    name: { type: "string", mandatory: true },
    type: { type: "string", mandatory: true, values: ["text", "integer", "decimal"] },
    // The two defaults are ours.
    value: text,
    hyperlink: text,
  },
};
