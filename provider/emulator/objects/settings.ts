import type { ObjectRules } from "../rules";
import { requiredFlag } from "./common";

export const settings: ObjectRules = {
  name: "Settings",
  description: "Which features the site has switched on.",
  source: "published line 64",
  kind: "singleton",
  path: "/livechat/settings",
  permissions: { write: ["Manage Settings", "Manage Custom Variable", "Manage Integration"] },
  fields: {
    // That of the documents' examples.
    siteId: { type: "integer", readOnly: true, default: 10000 },
    isMultipleCampaignEnabled: requiredFlag,
    isAutoDistributionEnabled: requiredFlag,
    isCustomAwayStatusEnabled: requiredFlag,
    isDepartmentEnabled: requiredFlag,
    isAutoTranslationEnabled: requiredFlag,
    isAudioAndVideoChatEnabled: requiredFlag,
    // All four examples misspell this name and the next one (docs/api-notes.md#o05).
    isCustomerSegmentEnabled: { ...requiredFlag, alsoNamed: ["iscustomerSegmentEnabled"] },
    isVisitorSSOEnabled: { ...requiredFlag, alsoNamed: ["isVisitorSSOtEnabled"] },
    isCreditCardMaskingEnabled: requiredFlag,
    isCustomVariablesEnabled: requiredFlag,
    isSalesforceEnabled: requiredFlag,
    isZendeskEnabled: requiredFlag,
    isGoogleAnalyticsEnabled: requiredFlag,
    isGotoMeetingEnabled: requiredFlag,
    isJoinmeEnabled: requiredFlag,
    isCobrowsingEnabled: requiredFlag,
  },
};
