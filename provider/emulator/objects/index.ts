import type { ObjectRules } from "../rules";
import { agentWrapUp } from "./agent-wrap-up";
import { autoDistribution } from "./auto-distribution";
import { autoInvitation } from "./auto-invitation";
import { ban } from "./ban";
import { campaign } from "./campaign";
import { campaignFormField } from "./campaign-form-field";
import { campaignOfflineMessage } from "./campaign-offline-message";
import { chatButton } from "./chat-button";
import { chatWindow } from "./chat-window";
import { chatbotIntegration } from "./chatbot-integration";
import { conversionAction } from "./conversion-action";
import { customRule } from "./custom-rule";
import { customVariable } from "./custom-variable";
import { customerSegment } from "./customer-segment";
import { dynamicCampaign } from "./dynamic-campaign";
import { invitation } from "./invitation";
import { kbIntegration } from "./kb-integration";
import { language } from "./language";
import { manualInvitation } from "./manual-invitation";
import { mobilePush } from "./mobile-push";
import { postChat } from "./post-chat";
import { preChat } from "./pre-chat";
import { routing } from "./routing";
import { secureForm } from "./secure-form";
import { secureFormField } from "./secure-form-field";
import { settings } from "./settings";
import { systems } from "./systems";
import { translationExcludedWord, translationExcludedWords } from "./translation-excluded-words";
import { webhook } from "./webhook";

/** What requests change. */
export const objects: readonly ObjectRules[] = [
  agentWrapUp,
  autoDistribution,
  autoInvitation,
  ban,
  campaign,
  campaignFormField,
  campaignOfflineMessage,
  chatButton,
  chatWindow,
  chatbotIntegration,
  conversionAction,
  customRule,
  customVariable,
  customerSegment,
  dynamicCampaign,
  invitation,
  kbIntegration,
  language,
  manualInvitation,
  mobilePush,
  postChat,
  preChat,
  routing,
  secureForm,
  secureFormField,
  settings,
  translationExcludedWord,
  translationExcludedWords,
  webhook,
];

/** Every object that the emulator serves. */
export const everyObject: readonly ObjectRules[] = [...objects, ...systems];
