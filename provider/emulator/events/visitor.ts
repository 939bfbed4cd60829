import type { StoredObject } from "../rules";
import { ticks } from "./values";

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

/** Version 1's numbers of what a visitor is doing (docs/api-notes.md#o49): those that events tell of. */
export const visitorStatus = { waiting: 0, chatting: 2, chatEnded: 9, inSite: 10 } as const;

/** @param about the id of the chat, or of the offline message */
export function payloadVisitor(visitor: StoredObject, status: number, about: unknown): StoredObject {
  const texts = Object.entries(fields).map(([name, field]) => [name, visitor[field] ?? ""]);
  return {
    ...Object.fromEntries(texts),
    status,
    first_visit_time: ticks(visitor.firstVisitTime),
    visit_time: ticks(visitor.visitTime),
    chat_id: about ?? "",
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
