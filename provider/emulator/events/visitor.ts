import { liveChatVisitor } from "../objects/systems/live-chat-visitor";
import type { StoredObject } from "../rules";

/** The payload's names, each with that of the visitor's field. */
const fields: Readonly<Record<string, string>> = {
  id: "id",
  name: "name",
  email: "email",
  phone: "phone",
  company: "company",
  city: "city",
  state: "state",
  country: "country",
  department: "departmentId",
  browser: "browser",
  current_browsing: "currentBrowsing",
  flash_version: "flashVersion",
  ip: "ip",
  keywords: "searchKeywords",
  landing_page: "landingPage",
  language: "language",
  operating_system: "operatingSystem",
  product_service: "productService",
  referrer_url: "referrerUrl",
  screen_resolution: "screenResolution",
  search_engine: "searchEngine",
  time_zone: "timeZone",
};

/**
 * The payload has a number, as the examples of a visitor do. Which number is which word isn't said: here it is the
 * position in the list of words (docs/api-notes.md#o49).
 */
const statuses = liveChatVisitor.fields.status?.values ?? [];

export function payloadVisitor(visitor: StoredObject, chatId: string): StoredObject {
  const texts = Object.entries(fields).map(([name, field]) => [name, visitor[field] ?? ""]);
  return {
    ...Object.fromEntries(texts),
    status: Math.max(0, statuses.indexOf(String(visitor.status))),
    first_visit_time: ticks(visitor.firstVisitTime),
    visit_time: ticks(visitor.visitTime),
    chat_id: chatId,
    chats: visitor.chats ?? 0,
    page_views: visitor.pageViews ?? 0,
    visits: visitor.visits ?? 0,
    custom_fields: visitor.customFields ?? [],
    custom_variables: ((visitor.customVariableResults ?? []) as StoredObject[]).map(({ name, value }) => ({
      name,
      value,
    })),
  };
}

/** The older platform's form of a time. */
export const ticks = (time: unknown) => `/Date(${Date.parse(String(time ?? "")) || 0})/`;
