import type { StoredObject } from "../rules";
import { ticks, valuesOf } from "./values";

/** What the agent said about the chat at its end. */
export function wrapUpOf(chat: StoredObject): StoredObject {
  const { categories, comment, fieldValues, lastUpdatedTime } = (chat.agentWrapUp ?? {}) as StoredObject;
  return {
    category: ((categories ?? []) as string[]).join(", "),
    comment: comment ?? "",
    fields: valuesOf(fieldValues),
    time: ticks(lastUpdatedTime ?? chat.endTime),
  };
}
