import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objects } from "../../provider/emulator/objects";
import { ask, spellings } from "../support/documented-requests";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { facts } from "../support/facts";

describe("every endpoint of the facts file, in every spelling", () => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await startTestEmulator();
  });
  afterAll(() => emulator?.close());

  it.each(spellings.map((endpoint) => [endpoint.title, endpoint] as const))(
    "answers as documented: %s",
    async (_, endpoint) => {
      const answer = await ask(emulator, endpoint);
      expect(answer.body ?? {}).not.toHaveProperty("code", 404000);
      expect(answer.status).toBe(endpoint.statusCodes.success);
      expect(Array.isArray(answer.body)).toBe(endpoint.isList && !endpoint.paging);
      // The draft lists one operation and says nothing of its answer.
      const isUndescribed = endpoint.operationId === "createTranslationExcludedWord";
      expect(answer.headers.has("location")).toBe(endpoint.locationHeader ?? isUndescribed);
    },
  );
});

/** What the facts file has instead of values where the draft lists none. */
const draftOnly: readonly string[] = ["none"];

const drafted = objects.flatMap(({ name, fields }) =>
  Object.entries(fields).flatMap(([field, rule]) => {
    const fact = facts.types[name]?.fields.find((one) => one.name === field);
    const values = fact?.conflict?.seed?.enum?.split("|") ?? [];
    return values.map((value) => ({ name, field, value, rule }));
  }),
);

describe("the draft's values", () => {
  it.each(drafted)("are taken: $value for $name.$field", ({ value, rule }) => {
    const taken = [...(rule.values ?? []), ...Object.keys(rule.alsoSpelled ?? {}), ...draftOnly].map(String);
    expect(taken.map((one) => one.toLowerCase())).toContain(value.toLowerCase());
  });

  it("of a webhook's event stand for the published ones", () => {
    const event = objects.find(({ name }) => name === "Webhook")?.fields.event;
    expect(event?.alsoSpelled).toEqual(facts.enums.WebhookEvent?.seedValues);
  });
});

describe("where the documents leave a choice, the rules hold it", () => {
  const field = (object: string, name: string) => objects.find((one) => one.name === object)?.fields[name];

  it("Campaign.name is required, and so its default is never used", () => {
    expect(field("Campaign", "name")).toMatchObject({ required: true });
    expect(field("Campaign", "name")).not.toHaveProperty("default");
  });

  it("ChatButton.type may be left out, as published; the draft requires it", () => {
    expect(field("ChatButton", "type")).toMatchObject({ default: "adaptive" });
    expect(field("ChatButton", "type")).not.toHaveProperty("required");
  });

  it("every optional field has a default or a position, unless it can be nothing", () => {
    const without = objects.flatMap(({ name, fields }) =>
      Object.entries(fields)
        .filter(
          ([, rule]) => !rule.readOnly && !rule.required && !rule.position && rule.default === undefined,
        )
        .map(([one]) => `${name}.${one}`),
    );
    // Objects, ids of what there may be none of, and lists that are objects of their own.
    const isEmptyByNature = (field: string) =>
      /Icon$|Id$|URL$|SMTPServer$|alertTo$|\.field$|\.fields$|selectedKB$|Rules$|nvitations?$/.test(field);
    expect(without.filter((field) => !isEmptyByNature(field))).toEqual([]);
  });

  it("every object names its source", () => {
    for (const { source } of objects) expect(source).toMatch(/^(published|draft) line \d+/);
  });
});
