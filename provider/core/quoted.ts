/**
 * A wrong value as a message repeats it, on one line: short, and without what an address may hold that is nobody's
 * business. Undefined for what isn't a plain value.
 */
export function quoted(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return undefined;
  const characters = [...withoutCredentials(value.slice(0, 2000))];
  const isCut = characters.length > longest;
  return JSON.stringify(isCut ? `${characters.slice(0, longest).join("")}…` : characters.join(""));
}

const longest = 40;

/** User and password of an address, and its query. */
const withoutCredentials = (text: string) =>
  text.replace(/\/\/[^/@\s]*@/, "//…@").replace(/(^\S*[/.]\S*?)\?.+$/s, "$1?…");
