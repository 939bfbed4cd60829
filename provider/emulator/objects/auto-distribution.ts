import type { FieldRules, ObjectRules } from "../rules";
import { off, zero } from "./common";
import { included } from "./included";

// The documents misspell loadBanlancing everywhere (docs/api-notes.md#o47).
const departmentAutoDistributionFields: FieldRules = {
  departmentId: { type: "guid", mandatory: true },
  // Only the draft offers the two expanded objects.
  department: included("Department", "departmentId"),
  autoDistributionMethod: {
    type: "string",
    values: ["loadBanlancing", "roundRobin", "capabilityWeighted"],
    also: { loadBalancing: "loadBanlancing" },
    default: "loadBanlancing",
  },
  // Examples send it as a text (docs/api-notes.md#o48).
  isLastChattedAgentPreferred: { type: "boolean", asText: true, default: false },
  backupDepartmentId: { type: "guid" },
};

const agentAutoDistributionFields: FieldRules = {
  agentId: { type: "integer", mandatory: true },
  agent: included("Agent", "agentId"),
  ifAutoAcceptChat: off,
  maxConcurrentChats: zero,
};

export const autoDistribution: ObjectRules = {
  name: "AutoDistribution",
  source: "published line 232",
  kind: "singleton",
  path: "/livechat/autoDistribution",
  permissions: { write: ["Manage Settings"] },
  fields: {
    autoDistributionMethod: {
      type: "string",
      mandatory: true,
      values: ["loadBanlancing", "roundRobin", "capabilityWeighted"],
      also: { loadBalancing: "loadBanlancing" },
      default: "loadBanlancing",
    },
    isLastChattedAgentPreferred: { type: "boolean", mandatory: true, default: false },
    isLimitMaxConcurrentChatsForAllAgents: { type: "boolean", mandatory: true, default: false },
    maxConcurrentChatsForAllAgents: { type: "integer", mandatory: true, default: 0 },
    ifAutoAcceptChatWhenHavingAudioVideoChat: { type: "boolean", mandatory: true, default: false },
    ifAgentCanManuallyAcceptChatsAfterReachingMaxChatsLimit: {
      type: "boolean",
      mandatory: true,
      default: false,
    },
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
