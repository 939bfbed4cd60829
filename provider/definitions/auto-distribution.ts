import { probably, when } from "../core/conditions";
import { defineResource } from "../core/definition";
import { agentId, flag, id, integer, object, oneOf, set } from "../core/fields";
import { includedAgent } from "./systems/agent";
import { includedDepartment } from "./systems/department";

const methods = ["loadBanlancing", "roundRobin", "capabilityWeighted"] as const;
// The first method is misspelt in table and examples alike, so the misspelling goes out
// (docs/api-notes.md#o47).
const sentMisspelt = { alsoSpelled: { loadBalancing: "loadBanlancing" } } as const;

const departmentRow = object(
  "DepartmentAutoDistribution",
  {
    // Marked read-only and mandatory at once: it selects an existing department.
    departmentId: id("The department.", { required: true, refersTo: ["Department"] }),
    department: includedDepartment("The department."), // Only the draft offers it.
    autoDistributionMethod: oneOf([...methods], "How an agent of the department is chosen.", sentMisspelt),
    isLastChattedAgentPreferred: flag("Whether the agent of the visitor's last chat comes first."),
    backupDepartmentId: id("The department that takes chats which this one can't.", {
      refersTo: ["Department"],
    }),
  },
  "What applies to a department.",
);

const agentRow = object(
  "AgentAutoDistribution",
  {
    // As departmentId above.
    agentId: agentId("The agent.", { required: true, refersTo: ["Agent"] }),
    agent: includedAgent("The agent."), // As above.
    ifAutoAcceptChat: flag("Whether the agent is given chats automatically."),
    maxConcurrentChats: integer("How many chats at once.", { when: when("ifAutoAcceptChat", true) }),
  },
  "What applies to an agent.",
);

export const autoDistribution = defineResource({
  name: "AutoDistribution",
  description: "How the site gives chats to agents automatically.",
  kind: "singleton",
  path: "/livechat/autoDistribution",
  permissions: { write: ["Manage Settings"] },
  example: {
    autoDistributionMethod: "roundRobin",
    isLastChattedAgentPreferred: true,
    agentAutoDistributions: [
      { agentId: { agent: "ann@example.com" }, ifAutoAcceptChat: true, maxConcurrentChats: 4 },
    ],
  },
  fields: () => ({
    autoDistributionMethod: oneOf([...methods], "How an agent is chosen.", sentMisspelt),
    isLastChattedAgentPreferred: flag("Whether the agent of the visitor's last chat comes first."),
    isLimitMaxConcurrentChatsForAllAgents: flag("Whether one limit applies to all agents."),
    maxConcurrentChatsForAllAgents: integer("How many chats at once, for every agent.", {
      when: probably("isLimitMaxConcurrentChatsForAllAgents", true),
    }),
    ifAutoAcceptChatWhenHavingAudioVideoChat: flag(
      "Whether agents in an audio or video chat are given chats.",
    ),
    ifAgentCanManuallyAcceptChatsAfterReachingMaxChatsLimit: flag(
      "Whether agents at their limit may take further chats by hand.",
    ),
    departmentAutoDistributions: set(
      departmentRow,
      "By department; those that aren't named stay as they are.",
      {
        key: "departmentId",
        permanent: "all",
      },
    ),
    agentAutoDistributions: set(agentRow, "By agent; those that aren't named stay as they are.", {
      key: "agentId",
      permanent: "all",
    }),
  }),
});
