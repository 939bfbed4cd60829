const comm100 = require("pulumi-comm100");

new comm100.LiveChatSite("shop", {
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
        departmentId: {
          department: "Repairs",
        },
        autoDistributionMethod: "capabilityWeighted",
        backupDepartmentId: {
          department: "Sales",
        },
      },
    ],
    agentAutoDistributions: [
      {
        agentId: {
          agent: "ann@example.com",
        },
        ifAutoAcceptChat: true,
        maxConcurrentChats: 4,
      },
    ],
  },
  agents: [
    {
      agentId: {
        agent: "ann@example.com",
      },
      status: "Online",
    },
  ],
  translationExcludedWords: {
    excludedWords: ["Comm100", "ExampleShop"],
  },
  mobilePush: {
    androidType: "GCM",
    androidGcmAPIKey: "obviously-fake-push-key",
    iosType: "thirdParty",
    iosThirdPartyURL: "https://push.example.com/ios",
  },
  customVariables: [
    {
      name: "Cart value",
      type: "decimal",
      value: "window.shop.cart.total",
    },
    {
      name: "Customer number",
      type: "integer",
      value: "window.shop.customer",
      hyperlink: "https://crm.example.com/customers",
    },
  ],
  webhooks: [
    {
      event: "chatEnds",
      targetUrl: "https://hooks.example.com/comm100/chat-ended",
    },
    {
      event: "offlineMessageSubmitted",
      targetUrl: "https://hooks.example.com/comm100/offline-message",
    },
  ],
  customerSegments: [
    {
      name: "Returning",
      color: "0A66C2",
      isEnabled: true,
      conditions: [
        {
          field: "Numberofvisits",
          operator: "isMoreThan",
          value: "3",
        },
      ],
      alertTo: {
        departmentIds: [
          {
            department: "Sales",
          },
        ],
      },
    },
  ],
  bans: [
    {
      type: "ip",
      ip: "192.0.2.66",
      comment: "Spam",
    },
    {
      type: "ipRange",
      ipRangeFrom: "198.51.100.1",
      ipRangeTo: "198.51.100.20",
      comment: "Scraper",
    },
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
      fields: [
        {
          name: "iban",
          displayName: "IBAN",
          type: "text",
          isRequired: true,
          isVisible: true,
        },
      ],
    },
    {
      name: "Address",
      secureFormFields: [
        {
          name: "street",
          displayName: "Street",
          type: "text",
          isVisible: true,
        },
        {
          name: "country",
          displayName: "Country",
          type: "dropdownList",
          isVisible: true,
          options: [
            {
              value: "Norway",
            },
            {
              value: "Sweden",
            },
          ],
        },
      ],
    },
  ],
  dynamicCampaign: {
    defaultCampaignId: {
      campaign: "Store",
    },
    dynamicCampaignRules: [
      {
        name: "Help pages",
        isEnabled: true,
        conditionMetType: "all",
        targetCampaignId: {
          campaign: "Support",
        },
        conditions: [
          {
            field: "CurrentPageURL",
            operator: "contains",
            value: "/help",
          },
        ],
        order: 1,
      },
    ],
  },
  campaigns: [
    {
      name: "Store",
      description: "Questions before an order",
      language: "English",
      chatButton: {
        type: "adaptive",
        adaptiveButtonColor: "#0A66C2",
        adaptiveButtonRightOffset: 24,
        isHideWhenOffline: true,
      },
      chatWindow: {
        style: "classic",
        type: "embedded",
        color: "#0A66C2",
        headerType: "avatarAndLogo",
        greetingMessage: "Welcome! What can we do for you?",
        isTranscriptSentForArchiving: true,
        receivingEmailAddressesForArchivingTranscripts: "archive@example.com",
        isSMTPServerCustomized: true,
        customSMTPServer: {
          fromName: "ExampleShop",
          fromEmail: "chat@example.com",
          mailServer: "mail.example.com",
          port: 587,
          encryptedType: "TLS",
          IsAuthenticationRequired: true,
          username: "chat",
          password: "obviously-fake-smtp-password",
        },
      },
      preChat: {
        isEnable: true,
        greetingMessage: "Before we start",
        formFieldLayoutStyle: "aboveInput",
        fields: [
          {
            field: {
              name: "name",
            },
            isVisible: true,
            isRequired: true,
          },
          {
            field: {
              name: "Topic",
              type: "dropdownList",
              options: [
                {
                  value: "Delivery",
                },
                {
                  value: "Returns",
                },
                {
                  value: "Something else",
                },
              ],
            },
            isVisible: true,
          },
        ],
      },
      postChat: {
        isEnable: true,
        greetingMessage: "How was it?",
      },
      campaignFormFields: [
        {
          form: "postChat",
          field: {
            name: "Would you recommend us?",
            type: "NPS",
            leftText: "No",
            rightText: "Gladly",
          },
          isVisible: true,
        },
      ],
      offlineMessage: {
        type: "systemOfflineMessageWindow",
        greetingMessage: "Nobody is here right now. We answer by e-mail.",
        emailOfflineMessageTo: "allAgents",
      },
      agentWrapup: {
        fields: [
          {
            field: {
              name: "Outcome",
              type: "radioBox",
              options: [
                {
                  value: "Solved",
                },
                {
                  value: "Open",
                },
              ],
            },
            isVisible: true,
            isRequired: true,
          },
        ],
      },
      languageSettings: {
        isCustomLanguageEnabled: true,
        customLanguageItems: [
          {
            systemName: "Chat Now",
            customText: "Ask us",
          },
        ],
      },
      invitation: {
        style: "popup",
      },
      manualInvitation: {
        manualInvitationPosition: "centered",
        manualInvitationText: "May we help?",
        manualInvitationTextColor: "#333333",
      },
      autoInvitations: [
        {
          name: "Hesitating at the cart",
          isEnable: true,
          text: "Questions about delivery or returns? We are here.",
          position: "bottomRight",
          conditionMetType: "all",
          conditions: [
            {
              field: "CurrentPageURL",
              operator: "contains",
              value: "/cart",
            },
            {
              field: "Numberofvisits",
              operator: "isMoreThan",
              value: "1",
            },
          ],
        },
      ],
      routing: {
        isEnable: true,
        type: "customRule",
        actionWhenNoRuleMatched: "routeToSite",
      },
      customRules: [
        {
          name: "Repairs",
          isEnable: true,
          routeTo: "department",
          routeToId: {
            department: "Repairs",
          },
          priority: "high",
          conditionMetType: "any",
          conditions: [
            {
              field: "CurrentPageURL",
              operator: "contains",
              value: "/repairs",
            },
          ],
        },
      ],
      chatbotIntegration: {
        isEnable: false,
        isChatbotAllocatedWhenAgentOffline: false,
      },
      kbIntegration: {
        isEnable: true,
        isSearchAllowedBeforeChatting: true,
        greetingMessageBeforeChatting: "Perhaps it is answered here",
        articlesShowedInSearchResult: 5,
      },
    },
    {
      name: "Support",
      description: "Questions after an order",
      chatButton: {
        type: "textLink",
        textLinkButtonText: "Talk to us",
      },
      routing: {
        isEnable: true,
        type: "simple",
        routeTo: "department",
        routeToId: {
          department: "Repairs",
        },
        priority: "normal",
      },
    },
  ],
});
