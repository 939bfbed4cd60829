import { type Chat, type PostedEvent, timeOf, type Visitor, visitorStatuses } from "pulumi-comm100/webhooks";

/** An event in one line, as a log would have it. */
export function lineOf({ event, payload }: PostedEvent): string {
  if (event === "unknown") return `${event}: ${payload.event}`;
  if (event === "agentStatusChanges") return `${event}: agent ${payload.operator_id}, ${payload.event}`;
  const about = {
    ...("chat" in payload && ended(payload.chat)),
    ...("wrapup" in payload && { category: payload.wrapup.category }),
    ...("offline_message" in payload && { subject: payload.offline_message.subject }),
  };
  return `${event}: ${called(payload.visitor)} ${JSON.stringify(about)}`;
}

const called = ({ id, name, status }: Visitor) =>
  `${name || `visitor ${id}`} (${visitorStatuses[status] ?? `status ${status}`})`;

const ended = ({ department, end_time, chat_transcript }: Chat) => ({
  department,
  until: timeOf(end_time)?.toISOString(),
  lines: chat_transcript?.split("⊙").filter((line) => line !== "").length,
});
