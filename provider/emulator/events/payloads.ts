import { eventRule } from "../objects/webhook";
import type { StoredObject } from "../rules";
import { RuleError, valueSpelled } from "../rules/values";
import type { Store } from "../store/store";
import { payloadChat, runningChat } from "./chat";
import type { Happening } from "./happening";
import { payloadMessage } from "./offline-message";
import { type Subject, subjectOf } from "./subject";
import { payloadVisitor, visitorStatus } from "./visitor";
import { wrapUpOf } from "./wrap-up";

export interface Payload {
  /** The event's name in the published document. */
  event: string;
  body: StoredObject;
}

type Build = (subject: Subject, status: Happening["status"]) => StoredObject;

/** The bodies of events, after the vendor's documents of earlier versions (docs/api-notes.md#webhook-payloads). */
const builds: Readonly<Record<string, Build>> = {
  offlineMessageSubmitted: (subject) => ({
    event: "offline_message_submitted",
    offline_message: payloadMessage(subject),
    visitor: payloadVisitor(subject.writer, visitorStatus.inSite, subject.message.id),
  }),
  agentStatusChanges: ({ agent }, status) => ({
    event: status ?? statusOf(agent),
    operator_id: agent.id ?? 1,
  }),
  chatRequested: (subject) => ({
    event: "chat_requested",
    visitor: visitorOf(subject, visitorStatus.waiting),
  }),
  chatStarts: (subject) => ({ event: "chat_started", visitor: visitorOf(subject, visitorStatus.chatting) }),
  chatTransferred: (subject) => ({
    event: "chat_transferred",
    visitor: visitorOf(subject, visitorStatus.chatting),
    chat: runningChat(subject),
  }),
  chatEnds: (subject) => ({
    event: "chat_ended",
    visitor: visitorOf(subject, visitorStatus.chatEnded),
    chat: payloadChat(subject),
  }),
  chatWrappedUp: (subject) => ({
    event: "chat_wrapped_up",
    chat_id: subject.chat.id ?? "",
    // As the help page shows it: an agent may wrap up before the end.
    visitor: visitorOf(subject, visitorStatus.chatting),
    wrapup: wrapUpOf(subject.chat),
  }),
};

const visitorOf = ({ visitor, chat }: Subject, status: number) => payloadVisitor(visitor, status, chat.id);

/** A status of the site's own is one of being away. */
const statusOf = ({ status = "Online" }: StoredObject) =>
  ({ Online: "online", Offline: "logout" })[String(status)] ?? "away";

/** @throws RuleError for an event that there isn't, or an id that the site doesn't have */
export function payloadOf(happening: Happening, store: Store): Payload {
  const event = valueSpelled(eventRule, happening.event) ?? "";
  const build = builds[event];
  if (!build) {
    throw new RuleError(`There is no event "${happening.event}", only ${Object.keys(builds).join(", ")}.`);
  }
  return { event, body: build(subjectOf(happening, store), happening.status) };
}
