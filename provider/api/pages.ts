import type { Properties } from "../core/definition";
import type { Operation } from "../core/operation";
import type { Page } from "./answers";
import type { Call } from "./call";
import type { Parents } from "./path";

/** A long list: `for await` goes through all of it and fetches one page after the other as it is needed. */
export interface Pages<Item> extends AsyncIterable<Item> {
  /** The pages themselves, each with the number of all items. */
  pages(): AsyncIterable<{ items: Item[]; total: number }>;
}

/**
 * Asks for page after page by number. The address of the next page in an answer isn't used: in the documents'
 * examples it drops the filters. An item that moves to the next page while the list changes comes once.
 */
export function pagesOf(first: number, fetchPage: (index: number) => Promise<Page>): Pages<Properties> {
  async function* pages() {
    const seen = new Set<unknown>();
    let fetched = 0;
    for (let index = first; ; index++) {
      const { items, total } = await fetchPage(index);
      const fresh = items.filter(({ id }) => id === undefined || !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      yield { items: fresh, total };
      fetched += items.length;
      if (items.length === 0 || fetched >= total) return;
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) yield* items;
    },
  };
}

/** All objects of a list, also of one that comes in pages. */
export async function everyObject(
  call: Call,
  operation: Operation,
  parameters: Parents,
): Promise<Properties[]> {
  if (operation.answer === "list") return call.list(operation, { parameters });
  const found: Properties[] = [];
  const page = (pageIndex: number) => call.page(operation, { parameters, query: { pageIndex, pageSize } });
  for await (const item of pagesOf(1, page)) found.push(item);
  return found;
}

/** The documents' default for chats; the neighbouring lists' own default of 10 would take five times the calls. */
const pageSize = 50;
