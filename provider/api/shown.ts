import { withoutUnseen } from "../text/visible";

/** The parts of a request that hold what a user gave. */
export interface Sent {
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

/** Text from outside, fit for a terminal and a log: in one line, without control characters, at most `longest` long. */
export function shown(text: string, longest = 200): string {
  const plain = withoutUnseen(text);
  return plain.length > longest ? `${plain.slice(0, longest).toWellFormed()}…` : plain;
}

/** More of an error than anybody reads. In characters. */
const longestText = 20_000;

/** A value below this length isn't looked for: it would be found in words that have nothing to do with it. */
const shortest = 6;

/** From this length on a value is replaced also where it is a part of a word. */
const unmistakable = 16;

/**
 * What the service says about a request, without what was sent: its error may repeat a credential, or a value that
 * the program keeps as a secret, which only Pulumi knows. In clear, URL-encoded or in base64.
 */
export function withoutSent(said: string, sent: Sent): string {
  const spellings = [...sentTexts(sent)]
    .filter((value) => value.length >= shortest)
    .flatMap(spellingsOf)
    .sort((one, other) => other.length - one.length);
  let text = said.slice(0, longestText);
  for (const spelling of spellings) {
    if (text.includes(spelling)) text = text.replace(asPattern(spelling), "[what was sent]");
  }
  return text;
}

function asPattern(text: string): RegExp {
  const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const isPart = text.length >= unmistakable;
  return new RegExp(isPart ? literal : `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, "gu");
}

function spellingsOf(value: string): string[] {
  const plain = value.toWellFormed();
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(plain),
    new URLSearchParams([["", plain]]).toString().slice(1),
    Buffer.from(plain, "utf8").toString("base64"),
  ];
}

/** Its value is OAuth's own word, such as `password`, which an error has to be able to say. */
const wayToSignIn = "grant_type";

function sentTexts({ headers, body }: Sent): Set<string> {
  const texts = new Set<string>(credentialsIn(headers.authorization ?? ""));
  if (body === undefined) return texts;
  if (headers["content-type"] !== "application/json") {
    for (const [name, value] of new URLSearchParams(body)) if (name !== wayToSignIn) texts.add(value);
    return texts;
  }
  collect(JSON.parse(body), texts);
  return texts;
}

function credentialsIn(authorization: string): string[] {
  const [scheme, value = ""] = authorization.split(" ");
  if (scheme !== "Basic") return [value];
  const pair = Buffer.from(value, "base64").toString("utf8");
  return [value, pair.slice(pair.indexOf(":") + 1)];
}

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === "string") texts.add(value);
  else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) collect(member, texts);
  }
}
