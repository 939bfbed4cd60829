import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definitions } from "../../provider/definitions";
import { NotAnEventError, type PostedEvent, parseEvent } from "../../provider/webhooks";

/** Of the vendor's help page, shortened: on the later platform ids are GUIDs. */
const visitor = {
  id: "e2bafca0-efe5-45a7-96ae-a7e3b8d7c410",
  chat_id: "16c2cc3a-1b15-4b4f-9298-1cd04d6cec15",
  status: 9,
  chats: 8,
  department: "c47c5e3a-0a3b-4aa5-98ea-cec0ae5ab7b9",
  search_engine: null,
  custom_variables: [{ name: "Plan", value: "" }],
  first_visit_time: "/Date(1580361387156)/",
};
const chat = { id: visitor.chat_id, department: "Support", attachment: [], rating: 5, wrap_up: null };

const posted: Readonly<Record<Exclude<PostedEvent["event"], "unknown">, object[]>> = {
  offlineMessageSubmitted: [
    {
      event: "offline_message_submitted",
      offline_message: { id: "m1", attachment: { name: "", uri: "" } },
      visitor,
    },
  ],
  agentStatusChanges: ["online", "away", "login", "logout"].map((event) => ({ event, operator_id: 1 })),
  chatRequested: [
    { event: "chat_request", visitor },
    { event: "chat_requested", visitor },
  ],
  chatStarts: [{ event: "chat_started", visitor }],
  chatTransferred: [{ event: "chat_transferred", visitor, chat }],
  chatEnds: [
    { event: "chat_ended", visitor, chat },
    // As version 1 has it: numbers for ids, a rating as text, one attachment.
    {
      event: "chat_ended",
      visitor: { ...visitor, id: 1024768, department: 1165 },
      chat: {
        ...chat,
        id: 1098,
        rating: "1",
        attachment: { name: "a.png", uri: "https://files.example.com/a.png" },
        wrap_up: { category: "Suggestion", comment: "paid", fields: [], time: "/Date(1358456079)/" },
      },
    },
  ],
  chatWrappedUp: [
    { event: "chat_wrapped_up", chat_id: "c1", visitor, wrapup: { category: "Support", fields: [] } },
    { event: "chat_wraped_up", chat_id: 1098, visitor, wrapup: {} },
  ],
};
const examples = Object.entries(posted).flatMap(([event, payloads]) =>
  payloads.map((payload) => ({ event, payload })),
);

describe("parseEvent", () => {
  it("knows every event that a webhook can be of", () => {
    const webhook = definitions.find(({ name }) => name === "Webhook");
    const { event } = webhook?.fields ?? {};
    for (const name of Object.keys(posted)) expect(event?.safeParse(name).success, name).toBe(true);
    expect(Object.keys(posted)).toHaveLength(7);
  });

  it.each(examples)("reads $payload.event as $event, whatever it is handed over as", ({ event, payload }) => {
    const text = JSON.stringify(payload);
    for (const body of [payload, text, Buffer.from(text), new TextEncoder().encode(text)]) {
      expect(parseEvent(body)).toEqual({ event, payload });
    }
  });

  it.each(examples)("keeps what isn't known in $payload.event, at any depth", ({ event, payload }) => {
    const fuller = { ...payload, visitor: { ...visitor, mood: ["good"] }, version: 4 };
    expect(parseEvent(fuller)).toEqual({ event, payload: fuller });
  });

  it("keeps an event that isn't known, also one named as a part of every object", () => {
    for (const event of ["chat_rated", "constructor", "__proto__", ""]) {
      const payload = { event, visitor: "anything" };
      expect(parseEvent(payload)).toEqual({ event: "unknown", payload });
    }
  });

  it.each([
    ["", "the body is no JSON (it is 0 characters long)"],
    ["<html>", "the body is no JSON"],
    ['{"event":"chat_en', "the body is no JSON"],
    [[], "the body is a list, where a JSON object is expected"],
    ["null", "the body is null"],
    [undefined, "the body is missing"],
    [{}, "event is missing, where the name of an event is expected"],
    [{ event: 9 }, "event is a number"],
    [{ event: "chat_started" }, "visitor is missing, where an object is expected"],
    [{ event: "chat_started", visitor: [] }, "visitor is a list"],
    [
      { event: "chat_started", visitor: { ...visitor, status: "9" } },
      "visitor.status is a text, where a number",
    ],
    [
      { event: "chat_started", visitor: { ...visitor, custom_variables: [{ name: "a" }, {}] } },
      "visitor.custom_variables[1].name is missing",
    ],
    [{ event: "chat_ended", visitor, chat: { ...chat, id: undefined } }, "chat.id is missing"],
    [
      { event: "chat_ended", visitor, chat: { ...chat, attachment: [{ uri: 1 }] } },
      "chat.attachment[0].uri is a number, where a text is expected",
    ],
    [{ event: "online" }, "operator_id is missing, where a text or a number is expected"],
  ])("refuses %j and says what is wrong and where", (body, problem) => {
    expect(() => parseEvent(body)).toThrow(NotAnEventError);
    expect(() => parseEvent(body)).toThrow(problem);
  });

  it("never names a value that was posted, and has no other error whatever comes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.jsonValue()), (body) => {
        try {
          parseEvent(body);
        } catch (error) {
          expect(error).toBeInstanceOf(NotAnEventError);
        }
      }),
    );
    const secret = { event: "chat_started", visitor: { ...visitor, email: ["ann@example.com"] } };
    expect(() => parseEvent(secret)).toThrow(/^(?!.*ann@).*visitor\.email is a list/);
  });

  it("narrows the payload by the event", () => {
    const { event, payload } = parseEvent({ event: "chat_ended", visitor, chat });
    if (event !== "chatEnds") throw new Error("another event");
    const department: string | number | null | undefined = payload.chat.department;
    expect(department).toBe("Support");
  });
});
