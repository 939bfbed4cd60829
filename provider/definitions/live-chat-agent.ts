import { defineResource } from "../core/definition";
import { filledText, integer } from "../core/fields";

const name = "LiveChatAgent";
const fields = {
  id: integer("Id of the agent.", { readOnly: true, changing: true }),
  status: filledText("Online, Away, Offline, or the name of one of the site's own away statuses."),
  ongoingChats: integer("How many chats the agent has now.", { readOnly: true, changing: true }),
};

export const liveChatAgent = defineResource({
  name,
  description: "What can be set of an agent: the status. Agents are made and removed in the control panel.",
  kind: "singleton",
  path: "/livechat/agents/{agentId}",
  parents: { agentId: "Agent" },
  permissions: { read: ["Manage Agent & Agent Roles"], write: ["Manage Agent & Agent Roles"] },
  endpointName: "agents",
  example: { agentId: { agent: "ann@example.com" }, status: "Away" },
  fields: () => fields,
  operations: {
    list: {
      // The published section of it has no heading and is listed nowhere; the draft lists it
      // (docs/api-notes.md#o70).
      description: "All agents, with their status.",
      method: "GET",
      path: "/livechat/agents",
      answer: "list",
      returns: { name, fields, hasId: false },
    },
  },
});
