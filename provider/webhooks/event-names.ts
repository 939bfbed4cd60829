import type { PostedEvent } from "./payloads";

export type KnownEvent = Exclude<PostedEvent["event"], "unknown">;

export type PayloadOf<Event extends KnownEvent> = Extract<PostedEvent, { event: Event }>["payload"];

/** The names in payloads, each with the event that its webhook is of. */
const events: { readonly [Name in PayloadOf<KnownEvent>["event"]]: KnownEvent } = {
  offline_message_submitted: "offlineMessageSubmitted",
  online: "agentStatusChanges",
  away: "agentStatusChanges",
  login: "agentStatusChanges",
  logout: "agentStatusChanges",
  chat_request: "chatRequested",
  chat_requested: "chatRequested",
  chat_started: "chatStarts",
  chat_transferred: "chatTransferred",
  chat_ended: "chatEnds",
  chat_wrapped_up: "chatWrappedUp",
  chat_wraped_up: "chatWrappedUp",
};

const known: ReadonlyMap<string, KnownEvent> = new Map(Object.entries(events));

/** The event that is posted under this name; undefined for one that isn't known. */
export const eventNamed = (name: string): KnownEvent | undefined => known.get(name);
