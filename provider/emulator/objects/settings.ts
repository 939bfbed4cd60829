import type { ObjectRules } from "../rules";

export const settings: ObjectRules = {
  name: "Settings",
  source: "published line 64",
  kind: "singleton",
  path: "/livechat/settings",
  permissions: { write: ["Manage Settings", "Manage Custom Variable", "Manage Integration"] },
  fields: {
    siteId: { type: "integer", readOnly: true },
    isMultipleCampaignEnabled: { type: "boolean", mandatory: true, default: false },
    isAutoDistributionEnabled: { type: "boolean", mandatory: true, default: false },
    isCustomAwayStatusEnabled: { type: "boolean", mandatory: true, default: false },
    isDepartmentEnabled: { type: "boolean", mandatory: true, default: false },
    isAutoTranslationEnabled: { type: "boolean", mandatory: true, default: false },
    isAudioAndVideoChatEnabled: { type: "boolean", mandatory: true, default: false },
    // All four examples misspell this name and the next one (docs/api-notes.md#o05).
    isCustomerSegmentEnabled: {
      type: "boolean",
      mandatory: true,
      alsoNamed: ["iscustomerSegmentEnabled"],
      default: false,
    },
    isVisitorSSOEnabled: {
      type: "boolean",
      mandatory: true,
      alsoNamed: ["isVisitorSSOtEnabled"],
      default: false,
    },
    isCreditCardMaskingEnabled: { type: "boolean", mandatory: true, default: false },
    isCustomVariablesEnabled: { type: "boolean", mandatory: true, default: false },
    isSalesforceEnabled: { type: "boolean", mandatory: true, default: false },
    isZendeskEnabled: { type: "boolean", mandatory: true, default: false },
    isGoogleAnalyticsEnabled: { type: "boolean", mandatory: true, default: false },
    isGotoMeetingEnabled: { type: "boolean", mandatory: true, default: false },
    isJoinmeEnabled: { type: "boolean", mandatory: true, default: false },
    isCobrowsingEnabled: { type: "boolean", mandatory: true, default: false },
  },
};
