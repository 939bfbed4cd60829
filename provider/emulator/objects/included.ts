import type { FieldRule } from "../rules";

/** Types that `include` adds: the parameter's value, and where such objects are. */
const types = {
  Agent: { include: "agent", at: "/globalSettings/agents" },
  AutoInvitation: {
    include: "autoInvitation",
    at: "/livechat/campaigns/{campaignId}/invitation/autoInvitations",
  },
  Bot: { include: "chatbot", at: "/bots" },
  Campaign: { include: "campaign", at: "/livechat/campaigns" },
  Contact: { include: "contact", at: "/globalSettings/contacts" },
  Department: { include: "department", at: "/globalSettings/departments" },
  OfflineMessage: { include: "offlineMessage", at: "/livechat/offlineMessages" },
  Session: { include: "session", at: "/livechat/sessions" },
  Visitor: { include: "visitor", at: "/globalSettings/visitors" },
} as const;

/** The object that the field `from` names by its id; in answers that were asked for with `include` only. */
export const included = (typeName: keyof typeof types, from: string): FieldRule => ({
  type: "object",
  readOnly: true,
  expanded: { ...types[typeName], from },
  typeName,
});
