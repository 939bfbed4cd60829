import { eventRule } from "../objects/webhook";
import type { StoredObject } from "../rules";
import { RuleError, valueSpelled } from "../rules/values";
import type { Store } from "../store/store";
import type { Happening } from "./happening";
import { type Subject, subjectOf } from "./subject";
import { payloadVisitor, ticks } from "./visitor";

export interface Payload {
  /** The event's name in the published document. */
  event: string;
  body: StoredObject;
}

type Build = (subject: Subject, status: Happening["status"]) => StoredObject;

/**
 * The bodies of events. Neither document has them: the vendor's help centre showed five, for an older platform. The
 * other two are ours, made after them (docs/api-notes.md#webhook-payloads).
 */
const builds: Readonly<Record<string, Build>> = {
  offlineMessageSubmitted: ({ message, writer }) => ({
    event: "offline_message_submitted",
    offline_message: {
      ...fieldsOf(message, ["id", "name", "email", "phone", "company", "subject"]),
      content: message.message ?? "",
      department: message.departmentId ?? "",
      custom_fields: valuesOf(message.customFields),
      custom_variable: valuesOf(message.customVariables),
      attachment: message.attachment ?? null,
      time: ticks(message.createdTime),
    },
    visitor: payloadVisitor(writer, ""),
  }),
  agentStatusChanges: ({ agent }, status) => ({
    event: status ?? statusOf(agent),
    operator_id: agent.id ?? 1,
  }),
  chatStarts: (subject) => ({ event: "chat_started", visitor: visitorOf(subject) }),
  chatEnds: (subject) => {
    const { chat } = subject;
    const preChat = (chat.preChat ?? {}) as StoredObject;
    const customVariable = (chat.customVariable ?? {}) as StoredObject;
    return {
      event: "chat_ended",
      visitor: visitorOf(subject),
      chat: {
        attachment: [],
        chat_transcript: transcript(chat),
        company: preChat.company ?? "",
        custom_fields: valuesOf(preChat.fieldValues),
        custom_variable: valuesOf(customVariable.fieldValues),
        department: preChat.departmentId ?? "",
      },
    };
  },
  chatWrappedUp: (subject) => {
    const { chat } = subject;
    const wrapUp = (chat.agentWrapUp ?? {}) as StoredObject;
    return {
      event: "chat_wrapped_up",
      chat_id: chat.id ?? "",
      visitor: visitorOf(subject),
      wrapup: {
        category: ((wrapUp.categories ?? []) as string[]).join(", "),
        comment: wrapUp.comment ?? "",
        fields: valuesOf(wrapUp.fieldValues),
        time: ticks(wrapUp.lastUpdatedTime ?? chat.endTime),
      },
    };
  },
  chatRequested: (subject) => ({ event: "chat_requested", visitor: visitorOf(subject) }),
  chatTransferred: (subject) => ({
    event: "chat_transferred",
    operator_id: subject.agent.id ?? 1,
    visitor: visitorOf(subject),
  }),
};

const visitorOf = ({ visitor, chat }: Subject) => payloadVisitor(visitor, String(chat.id ?? ""));

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

const fieldsOf = (object: StoredObject, names: readonly string[]): StoredObject =>
  Object.fromEntries(names.map((name) => [name, object[name] ?? ""]));

/** `[{name, value}]` of the newer form `[{fieldName, value}]`. */
const valuesOf = (values: unknown) =>
  ((values ?? []) as StoredObject[]).map(({ fieldName, name, value }) => ({
    name: fieldName ?? name,
    value,
  }));

const transcript = (chat: StoredObject) =>
  ((chat.messages ?? []) as StoredObject[])
    .map(({ senderName, content }) => `${senderName}: ${content}`)
    .join("\n");
