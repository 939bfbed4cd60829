import { lowerCase } from "../endpoints/places";
import type { StoredObject } from "../rules";
import { RuleError } from "../rules/values";
import type { Store } from "../store/store";

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

/** What an event is about: what it names and what belongs to that, else the first that the site has. */
export interface Subject {
  chat: StoredObject;
  message: StoredObject;
  agent: StoredObject;
  /** Of the chat, and of the message. */
  visitor: StoredObject;
  writer: StoredObject;
}

/** @throws RuleError for an id that the site doesn't have */
export function subjectOf(happening: Happening, store: Store): Subject {
  const { chatId, visitorId, offlineMessageId, agentId } = happening;
  const isVisitors = ({ sessionId }: StoredObject) =>
    visitorId === undefined || lowerCase(sessionOf(store, sessionId).visitorId) === lowerCase(visitorId);
  const isAgents = ({ agentIds }: StoredObject) =>
    agentId === undefined || ((agentIds ?? []) as unknown[]).includes(agentId);
  const chat = one(store, "chats", chatId, (each) => isVisitors(each) && isAgents(each));
  const message = one(store, "offlinemessages", offlineMessageId, isVisitors);
  const [chatsAgent] = (chat.agentIds ?? []) as number[];
  const agent = one(store, "agents", agentId, ({ id }) => chatsAgent === undefined || id === chatsAgent);
  const named = visitorId === undefined ? undefined : one(store, "visitors", visitorId);
  return {
    chat,
    message,
    agent,
    visitor: named ?? visitorOf(store, chat.sessionId, (chat.preChat ?? {}) as StoredObject),
    writer: named ?? visitorOf(store, message.sessionId, message),
  };
}

/** The object of the id; without one the first that fits. */
function one(
  store: Store,
  word: string,
  id: unknown,
  fits: (each: StoredObject) => boolean = () => true,
): StoredObject {
  const collection = `/livechat/${word}`;
  if (id === undefined) return store.members(collection).find(fits) ?? {};
  const found = store.get(`${collection}/${encodeURIComponent(lowerCase(id))}`);
  if (!found) throw new RuleError(`The site has no ${collection}/${id}.`);
  return found;
}

const sessionOf = (store: Store, id: unknown): StoredObject =>
  store.get(`/livechat/sessions/${encodeURIComponent(lowerCase(id))}`) ?? {};

/** Whoever isn't on the site any more is known from the visit and from what was filled in. */
function visitorOf(store: Store, sessionId: unknown, form: StoredObject): StoredObject {
  const session = sessionOf(store, sessionId);
  const visitor = store.get(`/livechat/visitors/${encodeURIComponent(lowerCase(session.visitorId))}`);
  if (visitor) return visitor;
  if (session.visitorId === undefined && form.name === undefined) {
    return store.members("/livechat/visitors")[0] ?? {};
  }
  const { visitorId, startTime, referrerURL, keywords, landingPageURL, ...visit } = session;
  const { name, email, phone, company, productService, departmentId } = form;
  return {
    ...visit,
    id: visitorId,
    visitTime: startTime,
    referrerUrl: referrerURL,
    searchKeywords: keywords,
    landingPage: landingPageURL,
    ...{ name, email, phone, company, productService, departmentId },
    status: "outOfSite",
  };
}
