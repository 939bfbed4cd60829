import type { Properties } from "../core/definition";
import type { Page } from "./answers";

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
