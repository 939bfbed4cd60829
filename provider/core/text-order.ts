/** The order of texts that is the same on every machine: by their code units. */
export const inTextOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
