import type { StoredObject } from "../rules";
import type { Subject } from "./subject";
import { textsOf, ticks, valuesOf } from "./values";

export function payloadMessage({ message }: Subject): StoredObject {
  return {
    ...textsOf(message, ["id", "name", "email", "phone", "company", "subject"]),
    content: message.message ?? "",
    department: message.departmentId ?? "",
    custom_fields: valuesOf(message.customFields),
    custom_variable: valuesOf(message.customVariables),
    attachment: textsOf((message.attachment ?? {}) as StoredObject, ["name", "uri"]),
    time: ticks(message.createdTime),
  };
}
