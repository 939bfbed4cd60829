import type { StoredObject } from "../rules";

/** Ends each line of a transcript, so that every message begins after one. */
const separator = "⊙";

/** The chat as one text: who joined, then each message as `[hh:mm:ss] name: text`, then its end. */
export function transcript(chat: StoredObject, operators: readonly string[]): string {
  const joined = operators.map((name) => `Agent ${name} has joined the chat.`);
  const said = ((chat.messages ?? []) as StoredObject[])
    // Notes are between agents.
    .filter(({ type }) => type !== "note")
    .map(line);
  const ended = chat.endTime ? [`The chat is ended.(${clock(chat.endTime)})`] : [];
  // Where nobody joined, the first message begins with a separator, too.
  const lines = joined.length === 0 && said.length > 0 ? ["", ...said] : [...joined, ...said];
  return [...lines, ...ended].map((one) => `${one}${separator}`).join("");
}

/** Nobody says what the system tells. */
const line = ({ senderName, sentTime, content }: StoredObject) =>
  senderName ? `[${clock(sentTime)}] ${senderName}: ${content}` : `${content}`;

const clock = (time: unknown) =>
  new Date(Date.parse(String(time ?? "")) || 0).toISOString().slice("2026-01-01T".length, -".000Z".length);
