import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { objects } from "../../provider/emulator/objects";
import type { FieldRule, ObjectRules } from "../../provider/emulator/rules";
import { send, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;
let campaignId: string;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
  campaignId = (await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Parent" })).id;
});

const pathOf = (rules: ObjectRules) => rules.path.replace("/livechat", "").replace(":campaignId", campaignId);

/** A right value of a field, another than the default. */
function sample(rule: FieldRule): unknown {
  if (rule.values) return rule.values.at(-1);
  if (rule.format === "colour") return "#123456";
  if (rule.format === "url") return "https://example.com/x";
  const { fields = {} } = rule;
  return {
    string: "x",
    guid: "x",
    integer: 3,
    boolean: true,
    "string[]": ["x"],
    object: body(fields),
    "object[]": [body(fields)],
  }[rule.type];
}

function body(fields: ObjectRules["fields"]): Record<string, unknown> {
  const writable = Object.entries(fields).filter(([, rule]) => !rule.readOnly);
  return Object.fromEntries(writable.map(([name, rule]) => [name, sample(rule)]));
}

const mandatory = (rules: ObjectRules) =>
  Object.fromEntries(Object.entries(body(rules.fields)).filter(([name]) => rules.fields[name]?.mandatory));

const wrong: Readonly<Record<FieldRule["type"], unknown>> = {
  string: 5,
  guid: 5,
  integer: "5",
  boolean: "yes",
  "string[]": "x",
  object: "x",
  "object[]": {},
};

describe.each(objects.filter(({ kind }) => kind === "collection"))("$name", (rules) => {
  it("is created with an id and a Location, and reads back as it was written", async () => {
    const created = await send(emulator, "POST", pathOf(rules), body(rules.fields));
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject(body(rules.fields));
    const { id } = created.body as { id: string };
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(created.headers.get("location")).toBe(`${emulator.url}/api/v3/livechat${pathOf(rules)}/${id}`);
    expect(await emulator.call("GET", `${pathOf(rules)}/${id.toUpperCase()}`)).toEqual(created.body);
    expect(await emulator.call("GET", pathOf(rules))).toContainEqual(created.body);
  });

  it("is replaced by PUT: what the body leaves out is as in a new object", async () => {
    const fresh = (await send(emulator, "POST", pathOf(rules), mandatory(rules))).body as { id: string };
    const path = `${pathOf(rules)}/${fresh.id}`;
    await emulator.call("PUT", path, body(rules.fields));
    expect(await emulator.call("PUT", path, mandatory(rules))).toEqual(fresh);
  });

  it("is gone after DELETE", async () => {
    const { id } = (await send(emulator, "POST", pathOf(rules), mandatory(rules))).body as { id: string };
    expect((await send(emulator, "DELETE", `${pathOf(rules)}/${id}`)).status).toBe(204);
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await send(
        emulator,
        method,
        `${pathOf(rules)}/${id}`,
        method === "PUT" ? mandatory(rules) : undefined,
      );
      expect(answer.status).toBe(404);
    }
  });

  it("needs its mandatory fields, in POST and PUT", async () => {
    const { id } = (await send(emulator, "POST", pathOf(rules), mandatory(rules))).body as { id: string };
    for (const name of Object.keys(mandatory(rules))) {
      for (const absent of [undefined, null, ""]) {
        const without = { ...mandatory(rules), [name]: absent };
        for (const [method, path] of [
          ["POST", pathOf(rules)],
          ["PUT", `${pathOf(rules)}/${id}`],
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

describe.each(objects)("$name", (rules) => {
  /** Writes one field, by PUT to an object that is there. */
  async function put(fields: Record<string, unknown>) {
    const path = pathOf(rules);
    if (rules.kind === "singleton") return send(emulator, "PUT", path, fields);
    const { id } = (await send(emulator, "POST", path, mandatory(rules))).body as { id: string };
    return send(emulator, "PUT", `${path}/${id}`, { ...mandatory(rules), ...fields });
  }

  it.each(Object.entries(rules.fields).filter(([, rule]) => !rule.readOnly))(
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
        expect((await put({ [name]: given })).body).toMatchObject({ [name]: value });
      }
      for (const [other, value] of Object.entries(rule.also ?? {})) {
        expect((await put({ [name]: other })).body).toMatchObject({ [name]: value });
      }
      expect((await put({ [name]: typeof rule.values?.[0] === "string" ? "nonsense" : 99 })).status).toBe(
        400,
      );
    },
  );

  it("ignores read-only and unknown keys in a body", async () => {
    const readOnly = Object.keys(rules.fields).filter((name) => rules.fields[name]?.readOnly);
    const answer = await put({
      ...Object.fromEntries(readOnly.map((name) => [name, "x"])),
      id: "x",
      somethingElse: 1,
    });
    expect(answer.status).toBe(200);
    for (const name of [...readOnly, "somethingElse"]) expect(answer.body).not.toHaveProperty(name);
    expect(answer.body).not.toMatchObject({ id: "x" });
  });
});

describe("what belongs to a campaign", () => {
  it("comes into being with it and goes with it", async () => {
    const button = `/campaigns/${campaignId}/chatButton`;
    expect(await emulator.call("GET", button)).toMatchObject({
      type: "adaptive",
      adaptiveButtonRightOffset: 0,
    });
    const invitations = `/campaigns/${campaignId}/invitation/autoInvitations`;
    const { id } = await emulator.call<{ id: string }>("POST", invitations, { name: "Hello" });
    await emulator.call("DELETE", `/campaigns/${campaignId}`);
    for (const path of [button, invitations, `${invitations}/${id}`]) {
      expect((await send(emulator, "GET", path)).status, path).toBe(404);
    }
  });

  it("puts new invitations and conditions last", async () => {
    const path = `/campaigns/${campaignId}/invitation/autoInvitations`;
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
