import type { Properties } from "../core/definition";
import type { Operation } from "../core/operation";
import type { Page } from "./answers";
import type { Call } from "./call";
import { type RequestPlace, UnexpectedAnswerError } from "./errors";
import type { Pages } from "./pages";
import type { Parents } from "./path";

/**
 * Asks for page after page by number. The address of the next page in an answer isn't used: in the documents'
 * examples it drops the filters. An item that moves to the next page while the list changes comes once.
 *
 * @param place for the error about a list that never ends
 */
export function pagesOf(
  place: RequestPlace,
  first: number,
  fetchPage: (index: number) => Promise<Page>,
): Pages<Properties> {
  async function* pages() {
    const seen = new Set<unknown>();
    let fetched = 0;
    let repeated = 0;
    for (let index = first; ; index++) {
      const { items, total } = await fetchPage(index);
      const fresh = items.filter(({ id }) => id === undefined || !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      repeated = fresh.length === 0 ? repeated + 1 : 0;
      if (repeated > mostRepeated) {
        throw new UnexpectedAnswerError(place, `the same items again in pages up to ${index}.`);
      }
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

/** So many pages without a new item may follow each other, as a list may grow while it is read. */
const mostRepeated = 3;

/** All objects of a list, also of one that comes in pages. */
export async function everyObject(
  call: Call,
  operation: Operation,
  parameters: Parents,
): Promise<Properties[]> {
  if (operation.answer === "list") return call.list(operation, { parameters });
  const objects: Properties[] = [];
  const page = (pageIndex: number) => call.page(operation, { parameters, query: { pageIndex, pageSize } });
  const place = { method: operation.method, path: operation.path };
  for await (const item of pagesOf(place, 1, page)) {
    if (objects.length === mostObjects) {
      throw new UnexpectedAnswerError(place, `more than ${mostObjects} objects.`);
    }
    objects.push(item);
  }
  return objects;
}

/** No site has more objects of a kind: a longer list never ends. */
const mostObjects = 100_000;

/** The documents' default for chats; the global API's own default of 10 would take five times the calls. */
const pageSize = 50;
