import type { Context } from "hono";
import type { Listing, StoredObject } from "../rules";
import { ApiFailure, json } from "../wire/answers";

/** An envelope with the total and the addresses of the neighbouring pages (docs/api-notes.md#pages). */
export function page(
  { items, total, size }: NonNullable<Listing["pages"]>,
  context: Context,
  members: readonly StoredObject[],
  show: (member: StoredObject) => StoredObject,
): Response {
  const index = wholeNumber(context, "pageIndex", 1);
  const pageSize = wholeNumber(context, "pageSize", size);
  const end = index * pageSize;
  return json(context, {
    [total]: members.length,
    previousPage: index > 1 ? addressOf(index - 1, context) : "",
    nextPage: end < members.length ? addressOf(index + 1, context) : "",
    [items]: members.slice(end - pageSize, end).map(show),
  });
}

function addressOf(index: number, context: Context): string {
  const url = new URL(context.req.url);
  url.searchParams.set("pageIndex", String(index));
  return url.href;
}

/** No page is further behind, or longer. */
export const largestNumber = 999_999_999;

function wholeNumber(context: Context, parameter: string, otherwise: number): number {
  const text = context.req.query(parameter);
  if (text === undefined) return otherwise;
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > largestNumber) {
    throw new ApiFailure(400, `Parameter '${parameter}' must be a whole number from 1 to ${largestNumber}.`);
  }
  return number;
}
