import type { ObjectRules } from "../../rules";
import { agent } from "./agent";
import { agentAwayStatus } from "./agent-away-status";
import { bot } from "./bot";
import { chat } from "./chat";
import { contact } from "./contact";
import { department } from "./department";
import { liveChatAgent } from "./live-chat-agent";
import { liveChatVisitor } from "./live-chat-visitor";
import { offlineMessage } from "./offline-message";
import { session } from "./session";
import { visitor } from "./visitor";

/** What no request creates: fixtures do. */
export const systems: readonly ObjectRules[] = [
  agent,
  agentAwayStatus,
  bot,
  chat,
  contact,
  department,
  liveChatAgent,
  liveChatVisitor,
  offlineMessage,
  session,
  visitor,
];
