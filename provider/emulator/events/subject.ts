import { agent as agentRules } from "../objects/systems/agent";
import { chat as chatRules } from "../objects/systems/chat";
import { department as departmentRules } from "../objects/systems/department";
import { liveChatAgent } from "../objects/systems/live-chat-agent";
import { liveChatVisitor } from "../objects/systems/live-chat-visitor";
import { offlineMessage } from "../objects/systems/offline-message";
import { session as sessionRules } from "../objects/systems/session";
import type { ObjectRules, StoredObject } from "../rules";
import { isSameWord, lowerCase } from "../rules/letter-case";
import { RuleError } from "../rules/values";
import { memberPlace } from "../site/places";
import type { Store } from "../store/store";
import type { Happening } from "./happening";

/** What an event is about: what it names and what belongs to that, else the first that the site has. */
export interface Subject {
  chat: StoredObject;
  message: StoredObject;
  agent: StoredObject;
  /** Of the chat: the department, and the agents who took part. */
  department: StoredObject;
  operators: StoredObject[];
  /** Of the chat, and of the message. */
  visitor: StoredObject;
  writer: StoredObject;
}

/** @throws RuleError for an id that the site doesn't have */
export function subjectOf(happening: Happening, store: Store): Subject {
  const { chatId, visitorId, offlineMessageId, agentId } = happening;
  const isVisitors = ({ sessionId }: StoredObject) =>
    visitorId === undefined || isSameWord(sessionOf(store, sessionId).visitorId, visitorId);
  const isAgents = ({ agentIds }: StoredObject) =>
    agentId === undefined || ((agentIds ?? []) as unknown[]).includes(agentId);
  const chat = namedOrFirst(store, chatRules, chatId, (one) => isVisitors(one) && isAgents(one));
  const message = namedOrFirst(store, offlineMessage, offlineMessageId, isVisitors);
  const agentIds = (chat.agentIds ?? []) as number[];
  const preChat = (chat.preChat ?? {}) as StoredObject;
  const [chatsAgent] = agentIds;
  const isChatsAgent = ({ id }: StoredObject) => chatsAgent === undefined || id === chatsAgent;
  const agent = namedOrFirst(store, liveChatAgent, agentId, isChatsAgent);
  const named = visitorId === undefined ? undefined : namedOrFirst(store, liveChatVisitor, visitorId);
  return {
    chat,
    message,
    agent,
    department: found(store, departmentRules, preChat.departmentId),
    operators: agentIds.map((id) => found(store, agentRules, id)),
    visitor: named ?? visitorOf(store, chat.sessionId, preChat),
    writer: named ?? visitorOf(store, message.sessionId, message),
  };
}

/** The object of the id; without one the first that fits. */
function namedOrFirst(
  store: Store,
  { path }: ObjectRules,
  id: unknown,
  fits: (object: StoredObject) => boolean = () => true,
): StoredObject {
  if (id === undefined) return store.members(path).find(fits) ?? {};
  const object = store.get(memberPlace(path, id));
  if (!object) throw new RuleError(`The site has no ${lowerCase(path)}/${id}.`);
  return object;
}

/** The object of the id, or one that nothing is known of. */
const found = (store: Store, { path }: ObjectRules, id: unknown): StoredObject =>
  store.get(memberPlace(path, id)) ?? {};

const sessionOf = (store: Store, id: unknown) => found(store, sessionRules, id);

/** Whoever isn't on the site any more is known from the visit and from what was filled in. */
function visitorOf(store: Store, sessionId: unknown, form: StoredObject): StoredObject {
  const session = sessionOf(store, sessionId);
  const visitor = store.get(memberPlace(liveChatVisitor.path, session.visitorId));
  if (visitor) return visitor;
  if (session.visitorId === undefined && form.name === undefined) {
    return store.members(liveChatVisitor.path)[0] ?? {};
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
  };
}
