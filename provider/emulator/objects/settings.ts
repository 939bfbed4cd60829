import type { ObjectRules } from "../rules";
import { mandatoryFlag } from "./common";

export const settings: ObjectRules = {
  name: "Settings",
  source: "published line 64",
  kind: "singleton",
  path: "/livechat/settings",
  permissions: { write: ["Manage Settings", "Manage Custom Variable", "Manage Integration"] },
  fields: {
    siteId: { type: "integer", readOnly: true },
    isMultipleCampaignEnabled: mandatoryFlag,
    isAutoDistributionEnabled: mandatoryFlag,
    isCustomAwayStatusEnabled: mandatoryFlag,
    isDepartmentEnabled: mandatoryFlag,
    isAutoTranslationEnabled: mandatoryFlag,
    isAudioAndVideoChatEnabled: mandatoryFlag,
    // All four examples misspell this name and the next one (docs/api-notes.md#o05).
    isCustomerSegmentEnabled: { ...mandatoryFlag, alsoNamed: ["iscustomerSegmentEnabled"] },
    isVisitorSSOEnabled: { ...mandatoryFlag, alsoNamed: ["isVisitorSSOtEnabled"] },
    isCreditCardMaskingEnabled: mandatoryFlag,
    isCustomVariablesEnabled: mandatoryFlag,
    isSalesforceEnabled: mandatoryFlag,
    isZendeskEnabled: mandatoryFlag,
    isGoogleAnalyticsEnabled: mandatoryFlag,
    isGotoMeetingEnabled: mandatoryFlag,
    isJoinmeEnabled: mandatoryFlag,
    isCobrowsingEnabled: mandatoryFlag,
  },
};
