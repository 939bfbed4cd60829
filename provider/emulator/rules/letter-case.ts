/** The form in which ids, names and words are compared: letter case doesn't matter (docs/api-notes.md#letter-case). */
export const lowerCase = (text: unknown): string => String(text).toLowerCase();

export const isSameWord = (one: unknown, other: unknown): boolean => lowerCase(one) === lowerCase(other);
