/**
 * What payloads are made of, as the vendor's documents have it. A field that isn't essential may be missing or null:
 * no document describes the payloads of the API's present version. Fields that aren't listed here are kept.
 */

/** A GUID; on the older platform a whole number. */
export type Id = string | number;

export type Text = string | null;

/** As it was posted: `/Date(1584415749307)/`, ISO 8601, or milliseconds. `timeOf` reads it. */
export type PostedTime = string | number | null;

/** Of a custom field or a custom variable. */
export interface NamedValue {
  name: string;
  value?: Text;
  /** Of custom fields. */
  id?: Id | null;
}

export interface Attachment {
  name?: Text;
  uri?: Text;
}

export interface Visitor {
  id: Id;
  /** What the visitor is doing: `visitorStatuses[status]`. */
  status: number;
  name?: Text;
  email?: Text;
  phone?: Text;
  company?: Text;
  /** Of the chat, or of the offline message. */
  chat_id?: Id | null;
  /** The id of the department. */
  department?: Id | null;
  /** A GUID, on the later platform. */
  skill?: Text;
  product_service?: Text;
  custom_fields?: NamedValue[] | null;
  custom_variables?: NamedValue[] | null;
  /** How many chats there were. */
  chats?: number | null;
  visits?: number | null;
  page_views?: number | null;
  first_visit_time?: PostedTime;
  visit_time?: PostedTime;
  current_browsing?: Text;
  landing_page?: Text;
  referrer_url?: Text;
  search_engine?: Text;
  keywords?: Text;
  ip?: Text;
  city?: Text;
  state?: Text;
  country?: Text;
  time_zone?: Text;
  language?: Text;
  browser?: Text;
  operating_system?: Text;
  screen_resolution?: Text;
  flash_version?: Text;
}

export interface Chat {
  id: Id;
  name?: Text;
  email?: Text;
  phone?: Text;
  company?: Text;
  product_service?: Text;
  /** The name of the department; its number in some documents. */
  department?: Id | null;
  /** The names of the agents, with commas. */
  operators?: Text;
  start_time?: PostedTime;
  end_time?: PostedTime;
  /** Such as `6s`. */
  waiting_time?: Text;
  /** One text: each line ends with ⊙, and messages begin with `[hh:mm:ss] name: `. */
  chat_transcript?: Text;
  /** A list, or in some documents a single one. */
  attachment?: Attachment[] | Attachment | null;
  custom_fields?: NamedValue[] | null;
  custom_variable?: NamedValue[] | null;
  /** A number, or a number as text. */
  rating?: Id | null;
  rating_comment?: Text;
  operator_comment?: Text;
  wrap_up?: WrapUp | null;
}

export interface WrapUp {
  category?: Text;
  comment?: Text;
  fields?: NamedValue[] | null;
  time?: PostedTime;
}

export interface OfflineMessage {
  id: Id;
  name?: Text;
  email?: Text;
  phone?: Text;
  company?: Text;
  subject?: Text;
  content?: Text;
  /** The id of the department. */
  department?: Id | null;
  /** A GUID, on the later platform. */
  skill?: Text;
  custom_fields?: NamedValue[] | null;
  custom_variable?: NamedValue[] | null;
  /** Without an attachment both of its texts are empty. */
  attachment?: Attachment | null;
  time?: PostedTime;
}
