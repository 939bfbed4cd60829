import type { StoredObject } from "../rules";
import type { Store } from "../store";
import { RuleError } from "../values";
import { payloadVisitor, ticks } from "./visitor";

/** What a test says of an event; what it leaves out is taken from the site, where there is something. */
export interface Happening {
  event: string;
  chatId?: string | undefined;
  visitorId?: string | undefined;
  offlineMessageId?: string | undefined;
  agentId?: number | undefined;
  /** Of agentStatusChanges: the agent's new state. */
  status?: "online" | "away" | "login" | "logout" | undefined;
}

export interface Payload {
  /** The event's name in the published document. */
  event: string;
  body: StoredObject;
}

type Build = (happening: Happening, store: Store) => StoredObject;

/**
 * The bodies of events. Neither document has them: events.list has what the vendor's help centre showed of
 * five, for the older platform; the other two are ours, made after them.
 */
const builds: Readonly<Record<string, Build>> = {
  offlineMessageSubmitted: (happening, store) => {
    const message = objectOf(store, "/livechat/offlinemessages", happening.offlineMessageId);
    return {
      event: "offline_message_submitted",
      offline_message: {
        ...named(message, ["id", "name", "email", "phone", "company", "subject"]),
        content: message.message ?? "",
        department: message.departmentId ?? "",
        custom_fields: valuesOf(message.customFields),
        custom_variable: valuesOf(message.customVariables),
        attachment: message.attachment ?? null,
        time: ticks(message.createdTime),
      },
      visitor: visitorOf(happening, store),
    };
  },
  agentStatusChanges: (happening, store) => ({
    event: happening.status ?? "online",
    operator_id: happening.agentId ?? store.members("/livechat/agents")[0]?.id ?? 1,
  }),
  chatStarts: (happening, store) => ({ event: "chat_started", visitor: visitorOf(happening, store) }),
  chatEnds: (happening, store) => {
    const chat = objectOf(store, "/livechat/chats", happening.chatId);
    const preChat = (chat.preChat ?? {}) as StoredObject;
    const customVariable = (chat.customVariable ?? {}) as StoredObject;
    return {
      event: "chat_ended",
      visitor: visitorOf(happening, store),
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
  chatWrappedUp: (happening, store) => {
    const chat = objectOf(store, "/livechat/chats", happening.chatId);
    const wrapUp = (chat.agentWrapUp ?? {}) as StoredObject;
    return {
      event: "chat_wrapped_up",
      chat_id: chat.id ?? "",
      visitor: visitorOf(happening, store),
      wrapup: {
        category: ((wrapUp.categories ?? []) as string[]).join(", "),
        comment: wrapUp.comment ?? "",
        fields: valuesOf(wrapUp.fieldValues),
        time: ticks(wrapUp.lastUpdatedTime ?? chat.endTime),
      },
    };
  },
  chatRequested: (happening, store) => ({ event: "chat_requested", visitor: visitorOf(happening, store) }),
  chatTransferred: (happening, store) => ({
    event: "chat_transferred",
    operator_id: happening.agentId ?? store.members("/livechat/agents")[0]?.id ?? 1,
    visitor: visitorOf(happening, store),
  }),
};

/** O64: the draft's names. */
const draftNames: Readonly<Record<string, string>> = {
  operatoreventnotification: "agentStatusChanges",
  chatstarted: "chatStarts",
  chatended: "chatEnds",
};

/** @throws RuleError for an event that there isn't, or an id that the site doesn't have */
export function payloadOf(happening: Happening, store: Store): Payload {
  const lower = happening.event.toLowerCase();
  const name = draftNames[lower] ?? Object.keys(builds).find((one) => one.toLowerCase() === lower);
  const build = name === undefined ? undefined : builds[name];
  if (name === undefined || !build) {
    throw new RuleError(`There is no event "${happening.event}", only ${Object.keys(builds).join(", ")}.`);
  }
  return { event: name, body: build(happening, store) };
}

/** The object of the id; without one the first that there is. */
function objectOf(store: Store, collection: string, id: string | undefined): StoredObject {
  if (id === undefined) return store.members(collection)[0] ?? {};
  const found = store.get(`${collection}/${encodeURIComponent(id.toLowerCase())}`);
  if (!found) throw new RuleError(`The site has no ${collection}/${id}.`);
  return found;
}

function visitorOf(happening: Happening, store: Store): StoredObject {
  const chat = happening.chatId === undefined ? {} : objectOf(store, "/livechat/chats", happening.chatId);
  const session = chat.sessionId ? objectOf(store, "/livechat/sessions", String(chat.sessionId)) : {};
  const id = happening.visitorId ?? (session.visitorId as string | undefined);
  return payloadVisitor(objectOf(store, "/livechat/visitors", id), happening.chatId ?? "");
}

const named = (object: StoredObject, names: readonly string[]): StoredObject =>
  Object.fromEntries(names.map((name) => [name, object[name] ?? ""]));

/** `[{name, value}]` of the newer form `[{fieldName, value}]`. */
const valuesOf = (values: unknown) =>
  ((values ?? []) as StoredObject[]).map(({ fieldName, name, value }) => ({
    name: fieldName ?? name,
    value,
  }));

const transcript = (chat: StoredObject) =>
  ((chat.messages ?? []) as StoredObject[]).map((one) => `${one.senderName}: ${one.content}`).join("\n");
