import type { Input } from "@pulumi/pulumi";
import type { LiveChatSiteArgs } from "pulumi-comm100";
import { store } from "./store";
import { support } from "./support";

/** What must not be in the repository. */
export interface Secrets {
  smtpPassword: Input<string>;
  pushKey: Input<string>;
}

/** What belongs to the site as a whole, and its two campaigns. */
export const siteOf = (secrets: Secrets): LiveChatSiteArgs => ({
  settings: {
    isMultipleCampaignEnabled: true,
    isAutoDistributionEnabled: true,
    isDepartmentEnabled: true,
    isCustomVariablesEnabled: true,
    isCustomerSegmentEnabled: true,
    isAudioAndVideoChatEnabled: false,
  },

  autoDistribution: {
    autoDistributionMethod: "roundRobin",
    isLastChattedAgentPreferred: true,
    departmentAutoDistributions: [
      {
        departmentId: { department: "Repairs" },
        autoDistributionMethod: "capabilityWeighted",
        backupDepartmentId: { department: "Sales" },
      },
    ],
    agentAutoDistributions: [
      { agentId: { agent: "ann@example.com" }, ifAutoAcceptChat: true, maxConcurrentChats: 4 },
    ],
  },

  agents: [{ agentId: { agent: "ann@example.com" }, status: "Online" }],

  translationExcludedWords: { excludedWords: ["Comm100", "ExampleShop"] },

  mobilePush: {
    androidType: "GCM",
    androidGcmAPIKey: secrets.pushKey,
    iosType: "thirdParty",
    iosThirdPartyURL: "https://push.example.com/ios",
  },

  customVariables: [
    { name: "Cart value", type: "decimal", value: "window.shop.cart.total" },
    {
      name: "Customer number",
      type: "integer",
      value: "window.shop.customer",
      hyperlink: "https://crm.example.com/customers",
    },
  ],

  webhooks: [
    { event: "chatEnds", targetUrl: "https://hooks.example.com/comm100/chat-ended" },
    { event: "offlineMessageSubmitted", targetUrl: "https://hooks.example.com/comm100/offline-message" },
  ],

  customerSegments: [
    {
      name: "Returning",
      color: "0A66C2",
      isEnabled: true,
      conditions: [{ field: "Numberofvisits", operator: "isMoreThan", value: "3" }],
      alertTo: { departmentIds: [{ department: "Sales" }] },
    },
  ],

  bans: [
    { type: "ip", ip: "192.0.2.66", comment: "Spam" },
    { type: "ipRange", ipRangeFrom: "198.51.100.1", ipRangeTo: "198.51.100.20", comment: "Scraper" },
  ],

  conversionActions: [
    {
      name: "Order",
      isEnable: true,
      type: "url",
      operator: "contains",
      value: "/thank-you",
      isValueAssignedToConversion: true,
      valueSource: "getFromCustomVariable",
      assignedValueFromCustomVariable: "Cart value",
    },
  ],

  secureForms: [
    {
      name: "Payment",
      description: "Asked for before an order is paid by phone",
      fields: [{ name: "iban", displayName: "IBAN", type: "text", isRequired: true, isVisible: true }],
    },
    {
      name: "Address",
      secureFormFields: [
        { name: "street", displayName: "Street", type: "text", isVisible: true },
        {
          name: "country",
          displayName: "Country",
          type: "dropdownList",
          isVisible: true,
          options: [{ value: "Norway" }, { value: "Sweden" }],
        },
      ],
    },
  ],

  dynamicCampaign: {
    defaultCampaignId: { campaign: "Store" },
    dynamicCampaignRules: [
      {
        name: "Help pages",
        isEnabled: true,
        conditionMetType: "all",
        targetCampaignId: { campaign: "Support" },
        conditions: [{ field: "CurrentPageURL", operator: "contains", value: "/help" }],
        order: 1,
      },
    ],
  },

  campaigns: [store(secrets), support],
});
