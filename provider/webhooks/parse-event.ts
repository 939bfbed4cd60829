import { type Check, isObject, object, type Shape } from "./checks";
import { eventNamed } from "./event-names";
import type { PostedEvent } from "./payloads";
import { NotAnEventError, unexpected } from "./refused";
import { shapes } from "./shapes";

/**
 * The event that was posted. Values are as they were posted, fields that aren't known included. An event that isn't
 * known is `unknown`, and its payload is whatever was posted.
 *
 * @param body of the request: its text, its bytes, or what a framework has parsed
 * @throws NotAnEventError that says what is wrong and where
 */
export function parseEvent(body: unknown): PostedEvent {
  const payload = contentOf(body);
  if (!isObject(payload)) throw unexpected("the body", "a JSON object", payload);
  const { event: name } = payload;
  if (typeof name !== "string") throw unexpected("event", "the name of an event", name);
  const event = eventNamed(name);
  if (event === undefined) return { event: "unknown", payload: { ...payload, event: name } };
  const checked: Check<unknown> = object(shapes[event] as Shape<object>);
  return { event, payload: checked(payload, "") } as PostedEvent;
}

function contentOf(body: unknown): unknown {
  if (body instanceof Uint8Array) return contentOf(new TextDecoder().decode(body));
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    throw new NotAnEventError("the body", `is no JSON (it is ${body.length} characters long)`);
  }
}
