/** Where definitions and rules read the API's documents differently than the facts file: what they have instead. */
export const ourReading: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // An entry of a form's list, a rule and a result can't be matched without its name.
  "CampaignFormField.field": { required: true },
  "LiveChatField.name": { required: true },
  "CustomRule.name": { required: true },
  "CustomVariableResult.name": { required: true },
  // The documents say percent and port; the bounds follow from the words.
  "ChatbotIntegration.percentageToChatbot": { minimum: 0, maximum: 100 },
  "CustomRule.percentageToBot": { minimum: 0, maximum: 100 },
  "Routing.percentageToBot": { minimum: 0, maximum: 100 },
  "Routing.percentageToBotWhenNoRuleMatched": { minimum: 0, maximum: 100 },
  "CustomSMTPServer.port": { minimum: 0, maximum: 65535 },
  // The documents call it the same thing as Campaign.language, which has the default.
  "Language.defaultLanguage": { default: "English" },
  // Only the draft has it, beside the published selectedKBId, and offers include=knowledgeBase for it.
  "KBIntegration.selectedKB": { type: "object", readOnly: true, include: "knowledgeBase" },
  // Only answers hold them, and a site's time zones may be more than the global API's list, which has a mistake.
  "Agent.timeZone": { values: undefined },
  "Contact.timeZone": { values: undefined },
};

/** What the facts file has only in a note, or doesn't describe (docs/api-notes.md#include, docs/api-notes.md#o86). */
export const addedFields: Readonly<Record<string, readonly string[]>> = {
  DepartmentAutoDistribution: ["department"],
  AgentAutoDistribution: ["agent"],
  TranslationExcludedWord: ["id", "word"],
  // Only examples have them.
  LiveChatCondition: ["id"],
  Agent: ["name"],
  Department: ["site"],
  Chat: ["fieldValues"],
  OfflineMessage: ["fieldValues"],
};

/** The facts file has the published table's plural for the one object (docs/api-notes.md#o08). */
export const renamedFields: Readonly<Record<string, string>> = { manualInvitations: "manualInvitation" };

/** The facts file marks no natural key in these objects (docs/api-notes.md#natural-keys). */
export const naturalKeys: Readonly<Record<string, readonly string[]>> = {
  Ban: ["type", "visitorId", "ip", "ipRangeFrom", "ipRangeTo"],
  CampaignFormField: ["field.name"],
};
