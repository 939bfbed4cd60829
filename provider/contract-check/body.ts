import type { TakenAnswer } from "../api/call";

/** The body of an answer: as JSON, or why it is none in words of ours. */
export type Body = { json: unknown } | { unreadable: string };

export function bodyOf({ content, type }: Pick<TakenAnswer, "content" | "type">): Body {
  const text = content.toString("utf8");
  if (text.trim() === "") return { unreadable: "an empty body" };
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    const what = /^\s*</.test(text) ? "a page of HTML or XML" : "a body that is no JSON";
    return { unreadable: `${what}, as ${mediaType(type)}` };
  }
}

const mediaTypes = ["application/json", "application/xml", "text/html", "text/plain", "text/xml"];

/** What isn't well known isn't repeated. */
function mediaType(header: string | undefined): string {
  const [type = ""] = (header ?? "").toLowerCase().split(";");
  if (mediaTypes.includes(type.trim())) return type.trim();
  return type === "" ? "no content type" : "another content type";
}
