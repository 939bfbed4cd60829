import { defineResource } from "../core/definition";
import { flag, integer } from "../core/fields";

export const settings = defineResource({
  name: "Settings",
  description: "The live chat settings of the site: which features are on.",
  kind: "singleton",
  path: "/livechat/settings",
  isFirst: true,
  permissions: { write: ["Manage Settings", "Manage Custom Variable", "Manage Integration"] },
  example: { isDepartmentEnabled: true, isCustomVariablesEnabled: true, isCustomerSegmentEnabled: true },
  fields: () => ({
    siteId: integer("Number of the site.", { readOnly: true }),
    isMultipleCampaignEnabled: flag("Whether the site may have more than one campaign."),
    isAutoDistributionEnabled: flag("Whether chats are given to agents automatically; see AutoDistribution."),
    isCustomAwayStatusEnabled: flag("Whether agents have away statuses of the site's own."),
    isDepartmentEnabled: flag("Whether the site has departments."),
    isAutoTranslationEnabled: flag("Whether messages are translated automatically."),
    isAudioAndVideoChatEnabled: flag(
      "Whether audio and video chats are possible; ChatWindow switches each on.",
    ),
    // All four examples misspell the names of these two (docs/api-notes.md#o05).
    isCustomerSegmentEnabled: flag("Whether the site has customer segments.", {
      alsoNamed: ["iscustomerSegmentEnabled"],
    }),
    isVisitorSSOEnabled: flag("Whether visitors can sign in by single sign-on.", {
      alsoNamed: ["isVisitorSSOtEnabled"],
    }),
    isCreditCardMaskingEnabled: flag("Whether card numbers are masked."),
    isCustomVariablesEnabled: flag("Whether the site has custom variables."),
    isSalesforceEnabled: flag("Whether Salesforce is integrated."),
    isZendeskEnabled: flag("Whether Zendesk is integrated."),
    isGoogleAnalyticsEnabled: flag("Whether Google Analytics is integrated."),
    isGotoMeetingEnabled: flag("Whether GoToMeeting is integrated."),
    isJoinmeEnabled: flag("Whether join.me is integrated."),
    isCobrowsingEnabled: flag("Whether agents can see the visitor's page."),
  }),
});
