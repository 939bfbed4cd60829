/** A text, a number, or the name in a reference such as `{ agent: "ann@example.com" }`; undefined for all else. */
export function plainText(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const [only, ...others] = Object.values(value);
  return typeof only === "string" && others.length === 0 ? only : undefined;
}
