/** A long list: `for await` goes through all of it and fetches one page after the other as it is needed. */
export interface Pages<Item> extends AsyncIterable<Item> {
  /** The pages themselves, each with the number of all items. */
  pages(): AsyncIterable<{ items: Item[]; total: number }>;
}
