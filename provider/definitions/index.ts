import type { Definition } from "../core/definition";
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
import { liveChatAgent } from "./live-chat-agent";
import { manualInvitation } from "./manual-invitation";
import { mobilePush } from "./mobile-push";
import { postChat } from "./post-chat";
import { preChat } from "./pre-chat";
import { routing } from "./routing";
import { secureForm, secureFormField } from "./secure-form";
import { settings } from "./settings";
import { translationExcludedWords } from "./translation-excluded-words";
import { webhook } from "./webhook";

/** Every object of the API that can be declared. */
export const definitions: readonly Definition[] = [
  agentWrapUp,
  autoDistribution,
  autoInvitation,
  ban,
  campaign,
  campaignFormField,
  campaignOfflineMessage,
  chatbotIntegration,
  chatButton,
  chatWindow,
  conversionAction,
  customerSegment,
  customRule,
  customVariable,
  dynamicCampaign,
  invitation,
  kbIntegration,
  language,
  liveChatAgent,
  manualInvitation,
  mobilePush,
  postChat,
  preChat,
  routing,
  secureForm,
  secureFormField,
  settings,
  translationExcludedWords,
  webhook,
];

const byName = new Map(definitions.map((definition) => [definition.name, definition]));

/** The definition of that name, which is the resource's `__kind`. */
export function definitionNamed(name: unknown): Definition | undefined {
  return typeof name === "string" ? byName.get(name) : undefined;
}
