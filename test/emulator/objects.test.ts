import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { objects } from "../../provider/emulator/objects";
import type { FieldRule, ObjectRules } from "../../provider/emulator/rules";
import { send, startTestEmulator, type TestEmulator } from "../support/emulator";
import { body, filled, newParents, requiredIn } from "../support/rule-samples";

let emulator: TestEmulator;
/** A campaign and so on, by the parameter that its id stands for in paths. */
let parents: Readonly<Record<string, string>>;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
  parents = await newParents(emulator);
});

const pathOf = (rules: ObjectRules) => filled(rules.path, parents);
const memberPathOf = (rules: ObjectRules) => filled(rules.memberPaths?.[0] ?? rules.path, parents);
const has = (rules: ObjectRules, deed: NonNullable<ObjectRules["without"]>[number]) =>
  !rules.without?.includes(deed);

/** A form's list holds its system fields, too. */
const containing = (list: unknown) => within((list as object[])[0] ?? {});

const within = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(within);
  if (typeof value !== "object" || value === null) return value;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, within(member)])),
  );
};

/** What the server notes at each change is another time, and a secret isn't answered. */
const comparable = (object: unknown) =>
  JSON.parse(JSON.stringify(object), (key, value: unknown) => (key === "lastUpdatedTime" ? "" : value));

const wrong: Readonly<Record<FieldRule["type"], unknown>> = {
  string: 5,
  guid: {},
  integer: "5",
  number: "5",
  boolean: "perhaps",
  datetime: "soon",
  "string[]": "x",
  "guid[]": "x",
  "integer[]": ["x"],
  object: "x",
  "object[]": "x",
  any: undefined,
};

const collections = objects.filter((rules) => rules.kind === "collection" && has(rules, "create"));
const named = (all: readonly ObjectRules[]) => all.map((rules) => [rules.name, rules] as const);

describe.each(named(collections))("%s", (_, rules) => {
  it("is created with an id and a Location, and reads back as it was written", async () => {
    const created = await send(emulator, "POST", pathOf(rules), body(rules.fields));
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject(body(rules.fields));
    const { id } = created.body as { id: string };
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(created.headers.get("location")).toBe(
      `${emulator.url}/api/v3/livechat${memberPathOf(rules)}/${id}`,
    );
    expect(await emulator.call("GET", `${memberPathOf(rules)}/${id.toUpperCase()}`)).toEqual(created.body);
    if (has(rules, "list")) expect(await emulator.call("GET", pathOf(rules))).toContainEqual(created.body);
  });

  it("is replaced by PUT: what the body leaves out is as in a new object", async () => {
    const fresh = (await send(emulator, "POST", pathOf(rules), requiredIn(rules))).body as { id: string };
    const path = `${memberPathOf(rules)}/${fresh.id}`;
    await emulator.call("PUT", path, body(rules.fields));
    expect(comparable(await emulator.call("PUT", path, requiredIn(rules)))).toEqual(comparable(fresh));
  });

  it.each(has(rules, "delete") ? ["DELETE"] : [])("is gone after %s", async () => {
    const { id } = (await send(emulator, "POST", pathOf(rules), requiredIn(rules))).body as { id: string };
    const path = `${memberPathOf(rules)}/${id}`;
    expect((await send(emulator, "DELETE", path)).status).toBe(204);
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await send(emulator, method, path, method === "PUT" ? requiredIn(rules) : undefined);
      expect(answer.status).toBe(404);
    }
  });

  it("needs its required fields, in POST and PUT", async () => {
    const { id } = (await send(emulator, "POST", pathOf(rules), requiredIn(rules))).body as { id: string };
    for (const name of Object.keys(requiredIn(rules)).filter((one) => rules.fields[one]?.required)) {
      for (const absent of [undefined, null, ""]) {
        const without = { ...requiredIn(rules), [name]: absent };
        for (const [method, path] of [
          ["POST", pathOf(rules)],
          ["PUT", `${memberPathOf(rules)}/${id}`],
        ] as const) {
          expect(await send(emulator, method, path, without)).toMatchObject({
            status: 400,
            body: { code: 400000, message: `Parameter '${name}' is required.` },
          });
        }
      }
    }
  });
});

describe.each(named(objects))("%s", (_, rules) => {
  /** Writes one field, by PUT to an object that is there. */
  async function put(fields: Record<string, unknown>) {
    const path = pathOf(rules);
    if (rules.kind === "singleton") return send(emulator, "PUT", path, fields);
    const { id } = (await send(emulator, "POST", path, requiredIn(rules))).body as { id: string };
    return send(emulator, "PUT", `${memberPathOf(rules)}/${id}`, { ...requiredIn(rules), ...fields });
  }

  it.each(Object.entries(rules.fields).filter(([, rule]) => !rule.readOnly && rule.type !== "any"))(
    "refuses a wrong type of %s",
    async (name, rule) => {
      const answer = await put({ [name]: wrong[rule.type] });
      expect(answer).toMatchObject({ status: 400, body: { code: 400000 } });
      expect((answer.body as { message: string }).message).toContain(`'${name}`);
    },
  );

  it.each(Object.entries(rules.fields).filter(([, rule]) => rule.values && !rule.readOnly))(
    "takes the values of %s in any case and spelling, and no others",
    async (name, rule) => {
      for (const value of rule.values ?? []) {
        const given = typeof value === "string" ? value.toUpperCase() : value;
        expect((await put({ ...body(rules.fields), [name]: given })).body).toMatchObject({ [name]: value });
      }
      for (const [other, value] of Object.entries(rule.alsoSpelled ?? {})) {
        expect((await put({ ...body(rules.fields), [name]: other })).body).toMatchObject({ [name]: value });
      }
      expect((await put({ [name]: typeof rule.values?.[0] === "string" ? "nonsense" : 99 })).status).toBe(
        400,
      );
    },
  );

  it.each(
    Object.entries(rules.fields).filter(([, { minimum, maximum }]) => (minimum ?? maximum) !== undefined),
  )("refuses what is out of the bounds of %s", async (name, { minimum = 0, maximum = 0 }) => {
    expect((await put({ [name]: minimum - 1 })).status).toBe(400);
    expect((await put({ [name]: maximum + 1 })).status).toBe(400);
    expect((await put({ [name]: maximum })).status).toBe(200);
  });

  it("takes other names of its fields that the documents use", async () => {
    for (const [name, rule] of Object.entries(rules.fields)) {
      for (const other of rule.alsoNamed ?? []) {
        const { [name]: value, ...rest } = body(rules.fields);
        const expected = rule.members ? expect.arrayContaining([containing(value)]) : value;
        expect((await put({ ...rest, [name]: undefined, [other]: value })).body).toMatchObject({
          [name]: expected,
        });
      }
    }
  });

  it("ignores read-only and unknown keys in a body", async () => {
    const readOnly = Object.keys(rules.fields).filter((name) => rules.fields[name]?.readOnly);
    const answer = await put({
      ...Object.fromEntries(readOnly.map((name) => [name, "x"])),
      id: "x",
      somethingElse: 1,
    });
    expect(answer.status).toBe(200);
    for (const name of [...readOnly, "id"]) expect(answer.body).not.toMatchObject({ [name]: "x" });
    expect(answer.body).not.toHaveProperty("somethingElse");
  });
});

describe("what belongs to a campaign", () => {
  it("comes into being with it and goes with it", async () => {
    const button = `/campaigns/${parents.campaignId}/chatButton`;
    expect(await emulator.call("GET", button)).toMatchObject({
      type: "adaptive",
      adaptiveButtonRightOffset: 0,
    });
    const invitations = `/campaigns/${parents.campaignId}/invitation/autoInvitations`;
    const { id } = await emulator.call<{ id: string }>("POST", invitations, { name: "Hello" });
    await emulator.call("DELETE", `/campaigns/${parents.campaignId}`);
    for (const path of [button, invitations, `${invitations}/${id}`]) {
      expect((await send(emulator, "GET", path)).status, path).toBe(404);
    }
  });

  it("puts new invitations and conditions last", async () => {
    const path = `/campaigns/${parents.campaignId}/invitation/autoInvitations`;
    const condition = { field: "City", operator: "include", value: "Oslo" };
    await emulator.call("POST", path, { name: "One", order: 4 });
    expect(
      await emulator.call("POST", path, { name: "Two", conditions: [{ ...condition, order: 2 }, condition] }),
    ).toMatchObject({
      order: 5,
      conditions: [
        { operator: "contains", order: 2 },
        { operator: "contains", order: 3 },
      ],
    });
  });
});
