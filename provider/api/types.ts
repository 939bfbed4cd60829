/** The endpoints of a collection. `Parents` are the ids in its path, in their order. */
export interface Collection<Item, NewItem, Parents extends readonly string[]> {
  /** All of them, in the service's order. */
  list(...parents: Parents): Promise<Item[]>;
  get(...parentsAndId: [...Parents, id: string]): Promise<Item>;
  /** Never repeated by itself: after an error without an answer, look whether it was created. */
  create(...parentsAndBody: [...Parents, body: NewItem]): Promise<Item>;
  /** Replaces the whole object: what `body` leaves out is reset to the service's default. */
  update(...parentsIdAndBody: [...Parents, id: string, body: NewItem]): Promise<Item>;
  delete(...parentsAndId: [...Parents, id: string]): Promise<void>;
}

/** The endpoints of an object of which its site or campaign has exactly one. */
export interface Singleton<Item, NewItem, Parents extends readonly string[]> {
  get(...parents: Parents): Promise<Item>;
  /** Replaces the whole object: what `body` leaves out is reset to the service's default. */
  update(...parentsAndBody: [...Parents, body: NewItem]): Promise<Item>;
}
