const hidden = "[secret]";

/**
 * A web address as it may be shown: whole, but for what opens it. A user and password, values of parameters such as
 * `token`, and what looks like a token in path and parameters become `[secret]`. Any other text stays.
 */
export function shownAddress(text: string): string {
  const parts = /^(https?:[\\/]{2})([^\\/?#]*@)?([^\\/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(text);
  if (!parts) return text;
  const [, scheme = "", user, host = "", path = "", query = "", fragment = ""] = parts;
  const shownPath = path.replace(/[^\\/]+/g, (word) => (isTokenLike(word) ? hidden : word));
  return `${scheme}${user === undefined ? "" : `${hidden}@`}${host}${shownPath}${shownQuery(query)}${shownQuery(fragment)}`;
}

/** The value with every address in it as it may be shown, at any depth. */
export function withShownAddresses(value: unknown): unknown {
  if (typeof value === "string") return shownAddress(value);
  if (Array.isArray(value)) return value.map(withShownAddresses);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withShownAddresses(member)]),
  );
}

const shownQuery = (query: string): string =>
  query.replace(/([^=&;?#]+)(?:=([^&;]*))?/g, (found, name: string, value: string | undefined) => {
    if (value === undefined) return isTokenLike(found) ? hidden : found;
    return `${name}=${value !== "" && (namesSecret(name) || isTokenLike(value)) ? hidden : value}`;
  });

/** Parameters that services call so. */
const secretNames = new Set(
  "key keys apikey token tokens secret sig signature password passwd pwd pass auth authorization code credential credentials jwt bearer".split(
    " ",
  ),
);

const namesSecret = (name: string): boolean =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z]+/)
    .some((word) => secretNames.has(word.toLowerCase()));

/** Letters and digits at random, as people don't write them: a GUID, base64, hexadecimal digits, a JSON web token. */
function isTokenLike(word: string): boolean {
  const pieces = word.split(/[^0-9A-Za-z]+/);
  const changes = (piece: string) => piece.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
  const all = pieces.reduce((sum, piece) => sum + changes(piece), 0);
  return (
    pieces.some((piece) => (piece.length >= 10 && changes(piece) >= 3) || piece.length >= 32) ||
    (word.length >= 20 && all >= 5)
  );
}
