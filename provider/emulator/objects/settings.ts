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
    isCustomerSegmentEnabled: { ...mandatoryFlag, alsoNamed: ["iscustomerSegmentEnabled"] }, // O05
    isVisitorSSOEnabled: { ...mandatoryFlag, alsoNamed: ["isVisitorSSOtEnabled"] }, // O05
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
