import type { StoredObject } from "../rules";

export type Step = { put: string; object: StoredObject } | { remove: string };

/** A change of the store, as one line of the journal: all of it happens or nothing. */
export type Change = readonly Step[];
