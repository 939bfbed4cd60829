import { when } from "../core/conditions";
import { defineResource } from "../core/definition";
import { agentId, id, oneOf, text } from "../core/fields";
import { ip, ipFrom } from "../core/forms/ip";
import { includedAgent } from "./systems/agent";
import { includedVisitor } from "./systems/visitor";

const onlyFor = (type: string) => ({ when: when("type", type), requiredWhen: when("type", type) });

export const ban = defineResource({
  name: "Ban",
  description: "A ban: a visitor or addresses that can't chat.",
  kind: "collection",
  path: "/livechat/bans",
  permissions: { read: ["Manage Ban List"], write: ["Manage Ban List"] },
  naturalKey: ["type", "visitorId", "ip", "ipRangeFrom", "ipRangeTo"],
  example: { type: "ip", ip: "192.0.2.66", comment: "Spam" },
  fields: () => ({
    type: oneOf(["visitor", "ip", "ipRange"], "What is banned.", { required: true }),
    visitorId: id("The visitor.", onlyFor("visitor")),
    visitor: includedVisitor("The visitor."),
    // One example's answer calls it ipAddress (docs/api-notes.md#o41).
    ip: text("The IP address.", { ...onlyFor("ip"), form: ip, alsoNamed: ["ipAddress"] }),
    ipRangeFrom: text("The first IP address.", { ...onlyFor("ipRange"), form: ip }),
    ipRangeTo: text("The last IP address.", { ...onlyFor("ipRange"), form: ipFrom("ipRangeFrom") }),
    comment: text("Why it was made, for agents."),
    // The examples call it lastUpdatedBy and have a GUID; agents have integers (docs/api-notes.md#o40).
    lastUpdatedByAgentId: agentId("Who changed it last.", {
      readOnly: true,
      changing: true,
      alsoNamed: ["lastUpdatedBy"],
    }),
    lastUpdatedAgent: includedAgent("Who changed it last."),
  }),
});
