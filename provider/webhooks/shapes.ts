import { listOf, number, object, optional, type Shape, text, textOrNumber } from "./checks";
import type { KnownEvent, PayloadOf } from "./event-names";
import type { Attachment, Chat, NamedValue, OfflineMessage, PostedTime, Visitor, WrapUp } from "./parts";

const id = textOrNumber;
const words = optional(text);
const amount = optional(number);
const time = optional<NonNullable<PostedTime>>(textOrNumber);

const namedValues = optional(listOf(object<NamedValue>({ name: text, value: words, id: optional(id) })));
const attachment = object<Attachment>({ name: words, uri: words });
const attachments = listOf(attachment);

const person = { id, name: words, email: words, phone: words, company: words };

const visitor = object<Visitor>({
  ...person,
  status: number,
  chat_id: optional(id),
  department: optional(id),
  skill: words,
  product_service: words,
  custom_fields: namedValues,
  custom_variables: namedValues,
  chats: amount,
  visits: amount,
  page_views: amount,
  first_visit_time: time,
  visit_time: time,
  current_browsing: words,
  landing_page: words,
  referrer_url: words,
  search_engine: words,
  keywords: words,
  ip: words,
  city: words,
  state: words,
  country: words,
  time_zone: words,
  language: words,
  browser: words,
  operating_system: words,
  screen_resolution: words,
  flash_version: words,
});

const wrapUp = object<WrapUp>({ category: words, comment: words, fields: namedValues, time });

const chat = object<Chat>({
  ...person,
  product_service: words,
  department: optional(id),
  operators: words,
  start_time: time,
  end_time: time,
  waiting_time: words,
  chat_transcript: words,
  attachment: optional((value, place) =>
    Array.isArray(value) ? attachments(value, place) : attachment(value, place),
  ),
  custom_fields: namedValues,
  custom_variable: namedValues,
  rating: optional(id),
  rating_comment: words,
  operator_comment: words,
  wrap_up: optional(wrapUp),
});

const message = object<OfflineMessage>({
  ...person,
  subject: words,
  content: words,
  department: optional(id),
  skill: words,
  custom_fields: namedValues,
  custom_variable: namedValues,
  attachment: optional(attachment),
  time,
});

/** What the payload of each event has besides its name. */
export const shapes: { readonly [Event in KnownEvent]: Shape<Omit<PayloadOf<Event>, "event">> } = {
  offlineMessageSubmitted: { offline_message: message, visitor },
  agentStatusChanges: { operator_id: id },
  chatRequested: { visitor },
  chatStarts: { visitor },
  chatTransferred: { visitor, chat },
  chatEnds: { visitor, chat },
  chatWrappedUp: { chat_id: id, visitor, wrapup: wrapUp },
};
