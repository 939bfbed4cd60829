import type { StoredObject } from "../rules";
import type { Subject } from "./subject";
import { transcript } from "./transcript";
import { textsOf, ticks, valuesOf } from "./values";
import { wrapUpOf } from "./wrap-up";

/** The chat in the form of the vendor's version 1, whose fields the help pages show (docs/api-notes.md#webhook-payloads). */
export function payloadChat({ chat, department, operators }: Subject): StoredObject {
  const { preChat, postChat, customVariable } = chat as Record<string, StoredObject | undefined>;
  const names = operators.map(({ displayName }) => String(displayName ?? "")).filter((name) => name !== "");
  return {
    id: chat.id ?? "",
    ...textsOf(preChat ?? {}, ["name", "email", "phone", "company"]),
    product_service: preChat?.productService ?? "",
    // Of a chat a name, where a visitor and an offline message have the id.
    department: department.name ?? "",
    operators: names.join(", "),
    custom_fields: valuesOf(preChat?.fieldValues),
    custom_variable: valuesOf(customVariable?.fieldValues),
    start_time: ticks(chat.startTime),
    end_time: ticks(chat.endTime),
    waiting_time: waitingTime(chat),
    chat_transcript: transcript(chat, names),
    attachment: attachmentsOf(chat),
    rating: ratings[String(postChat?.ratingGrade)] ?? unrated,
    rating_comment: postChat?.ratingComment ?? "",
    operator_comment: operatorComment(chat),
    wrap_up: chat.agentWrapUp ? wrapUpOf(chat) : null,
  };
}

/** Of a chat that is going on: what comes after it isn't there yet. */
export function runningChat(subject: Subject): StoredObject {
  const { endTime, postChat, agentWrapUp, ...chat } = subject.chat;
  return payloadChat({ ...subject, chat });
}

/** As version 2 answers it for a chat without a rating. */
const unrated = -1;
const ratings: Readonly<Record<string, number>> = { level1: 1, level2: 2, level3: 3, level4: 4, level5: 5 };

const messagesOf = ({ messages }: StoredObject) => (messages ?? []) as StoredObject[];

/** Whole seconds, such as 6s. */
function waitingTime({ requestedTime, startTime }: StoredObject): string {
  const milliseconds = Date.parse(String(startTime)) - Date.parse(String(requestedTime));
  return `${Math.max(0, Math.round((milliseconds || 0) / 1000))}s`;
}

const attachmentsOf = (chat: StoredObject) =>
  messagesOf(chat)
    .map(({ attachmentUrl }) => String(attachmentUrl ?? ""))
    .filter((uri) => uri !== "")
    .map((uri) => ({ name: uri.split("/").at(-1) ?? "", uri }));

/** What agents noted during the chat. */
const operatorComment = (chat: StoredObject) =>
  messagesOf(chat)
    .filter(({ type }) => type === "note")
    .map(({ content }) => content)
    .join("\n");
