import type { FieldRule, FieldRules, ObjectRules } from "../rules";
import { off, requiredFlag, zero } from "./common";
import { included } from "./included";
import { agent } from "./systems/agent";
import { department } from "./systems/department";

// The documents misspell loadBanlancing everywhere (docs/api-notes.md#o47).
const autoDistributionMethod: FieldRule = {
  type: "string",
  values: ["loadBanlancing", "roundRobin", "capabilityWeighted"],
  alsoSpelled: { loadBalancing: "loadBanlancing" },
  default: "loadBanlancing",
};

const departmentAutoDistributionFields: FieldRules = {
  departmentId: { type: "guid", required: true, refersTo: [department.path] },
  // Only the draft offers the two expanded objects.
  department: included(department, "departmentId"),
  autoDistributionMethod,
  // Examples send it as a text (docs/api-notes.md#o48).
  isLastChattedAgentPreferred: { type: "boolean", asText: true, default: false },
  backupDepartmentId: { type: "guid", refersTo: [department.path] },
};

const agentAutoDistributionFields: FieldRules = {
  agentId: { type: "integer", required: true, refersTo: [agent.path] },
  agent: included(agent, "agentId"),
  ifAutoAcceptChat: off,
  maxConcurrentChats: zero,
};

export const autoDistribution: ObjectRules = {
  name: "AutoDistribution",
  description: "How the site gives chats to agents by itself.",
  source: "published line 232",
  kind: "singleton",
  path: "/livechat/autoDistribution",
  permissions: { write: ["Manage Settings"] },
  fields: {
    autoDistributionMethod: { ...autoDistributionMethod, required: true },
    isLastChattedAgentPreferred: requiredFlag,
    isLimitMaxConcurrentChatsForAllAgents: requiredFlag,
    maxConcurrentChatsForAllAgents: { type: "integer", required: true, default: 0 },
    ifAutoAcceptChatWhenHavingAudioVideoChat: requiredFlag,
    ifAgentCanManuallyAcceptChatsAfterReachingMaxChatsLimit: requiredFlag,
    departmentAutoDistributions: {
      type: "object[]",
      default: [],
      fields: departmentAutoDistributionFields,
      typeName: "DepartmentAutoDistribution",
      keptBy: "departmentId",
      entryForEach: "/globalSettings/departments",
    },
    agentAutoDistributions: {
      type: "object[]",
      default: [],
      fields: agentAutoDistributionFields,
      typeName: "AgentAutoDistribution",
      keptBy: "agentId",
      entryForEach: "/globalSettings/agents",
    },
  },
};
