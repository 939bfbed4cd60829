import { Comm100Error } from "../core/errors";

/** What was posted is no event of Comm100 Live Chat. */
export class NotAnEventError extends Comm100Error {
  override name = "NotAnEventError";

  /**
   * @param place such as `visitor.chats`, or `the body`
   * @param problem such as `is a text, where a number is expected`
   */
  constructor(
    readonly place: string,
    problem: string,
  ) {
    super(`What was posted is no event of Comm100 Live Chat: ${place} ${problem}. ${next}`);
  }
}

const next = "Look who posts to this address, and whether the body came through whole and unchanged.";

export const unexpected = (place: string, expected: string, value: unknown) =>
  new NotAnEventError(place, `is ${called(value)}, where ${expected} is expected`);

/** The kind of a value, never the value: payloads are about people. */
function called(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return (
    { string: "a text", number: "a number", boolean: "true or false" }[typeof value as string] ?? "an object"
  );
}
