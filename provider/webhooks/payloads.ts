import type { Chat, Id, OfflineMessage, Visitor, WrapUp } from "./parts";

/** An event under the name that its webhook has, `Webhook.event`, with what was posted. */
export type PostedEvent =
  | { event: "offlineMessageSubmitted"; payload: OfflineMessageSubmitted }
  | { event: "agentStatusChanges"; payload: AgentStatusChanged }
  | { event: "chatRequested"; payload: ChatRequested }
  | { event: "chatStarts"; payload: ChatStarted }
  | { event: "chatTransferred"; payload: ChatTransferred }
  | { event: "chatEnds"; payload: ChatEnded }
  | { event: "chatWrappedUp"; payload: ChatWrappedUp }
  | { event: "unknown"; payload: UnknownPayload };

export interface OfflineMessageSubmitted {
  event: "offline_message_submitted";
  offline_message: OfflineMessage;
  visitor: Visitor;
}

export interface AgentStatusChanged {
  /** The agent's new state, or what the agent did. */
  event: "online" | "away" | "login" | "logout";
  operator_id: Id;
}

export interface ChatRequested {
  /** The vendor's documents have the first; the second goes by the names of the other events. */
  event: "chat_request" | "chat_requested";
  visitor: Visitor;
}

export interface ChatStarted {
  event: "chat_started";
  visitor: Visitor;
}

export interface ChatTransferred {
  event: "chat_transferred";
  visitor: Visitor;
  chat: Chat;
}

export interface ChatEnded {
  event: "chat_ended";
  visitor: Visitor;
  chat: Chat;
}

export interface ChatWrappedUp {
  /** The second is how some of the vendor's documents spell it. */
  event: "chat_wrapped_up" | "chat_wraped_up";
  chat_id: Id;
  visitor: Visitor;
  wrapup: WrapUp;
}

/** Of an event that the documents don't know. */
export interface UnknownPayload {
  event: string;
  [field: string]: unknown;
}
