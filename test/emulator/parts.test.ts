import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { send, startTestEmulator, type TestEmulator } from "../support/emulator";

interface Entry {
  id: string;
  name?: string;
  field: { name: string; isSystem: boolean };
}

let emulator: TestEmulator;
let campaign: string;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Parent" });
  campaign = `/campaigns/${id}`;
});

const get = <Answer>(path: string) => emulator.call<Answer>("GET", path);
const put = <Answer>(path: string, body: unknown) => emulator.call<Answer>("PUT", path, body);
const names = (entries: readonly Entry[]) => entries.map(({ field }) => field.name);
const custom = (entries: readonly Entry[]) => names(entries.filter(({ field }) => !field.isSystem));

describe("a form's fields", () => {
  const field = (name: string) => ({ field: { name, type: "textBox" } });
  const form = () => get<{ fields: Entry[] }>(`${campaign}/preChat`);

  it("are there from the beginning, as the documents list the system fields", async () => {
    expect(names((await form()).fields)).toEqual([
      "name",
      "email",
      "phone",
      "company",
      "product service",
      "department",
      "ticket id",
    ]);
    const { fields } = await get<{ fields: Entry[] }>(`${campaign}/agentWrapup`);
    expect(names(fields)).toEqual(["category", "wrap-up comment"]);
  });

  it("are the same in the form and in their own endpoints", async () => {
    const { id } = await emulator.call<Entry>(
      "POST",
      `${campaign}/preChat/campaignFormFields`,
      field("Size"),
    );
    expect((await form()).fields.map((one) => one.id)).toContain(id);
    await put(`${campaign}/preChat`, {
      fields: [{ id, ...field("Size"), isRequired: true }, field("Colour")],
    });
    expect(await get(`${campaign}/campaignFormFields/${id}`)).toMatchObject({ isRequired: true });
    const listed = await get<Entry[]>(`${campaign}/preChat/campaignFormFields`);
    expect(custom(listed)).toEqual(["Size", "Colour"]);
    await emulator.call("DELETE", `/campaignFormFields/${id}`);
    expect(custom((await form()).fields)).toEqual(["Colour"]);
  });

  it("keep their id when the body names them by their name, and are removed when it doesn't", async () => {
    await put(`${campaign}/preChat`, { fields: [field("Size"), field("Colour")] });
    const before = (await form()).fields.filter((one) => !one.field.isSystem);
    await put(`${campaign}/preChat`, { fields: [field("Colour")] });
    const after = (await form()).fields.filter((one) => !one.field.isSystem);
    expect(after.map(({ id }) => id)).toEqual([before[1]?.id]);
    expect((await send(emulator, "GET", `${campaign}/campaignFormFields/${before[0]?.id}`)).status).toBe(404);
  });

  it("are all removed by a body without them, as PUT replaces, but for the system fields", async () => {
    await put(`${campaign}/preChat`, { fields: [field("Size")] });
    await put(`${campaign}/preChat`, { greetingMessage: "Hello" });
    expect(custom((await form()).fields)).toEqual([]);
    expect((await form()).fields).toHaveLength(7);
  });

  it("of the system can be changed and not deleted", async () => {
    const [system] = (await form()).fields;
    await put(`${campaign}/preChat`, { fields: [{ field: { name: "name" }, isRequired: true }] });
    const path = `${campaign}/campaignFormFields/${system?.id}`;
    expect(await get(path)).toMatchObject({ isRequired: true, field: { isSystem: true } });
    expect(await send(emulator, "DELETE", path)).toMatchObject({ status: 400, body: { code: 400000 } });
  });

  it("belong to one form: another one doesn't have them", async () => {
    await put(`${campaign}/preChat`, { fields: [field("Size")] });
    const { fields } = await get<{ fields: Entry[] }>(`${campaign}/offlineMessage`);
    expect(custom(fields)).toEqual([]);
  });
});

describe("routing and invitation", () => {
  it("routing's rules are those of the rules' endpoints, and are replaced with it", async () => {
    const rules = `${campaign}/routing/customRules`;
    await emulator.call("POST", rules, { name: "One" });
    await put(`${campaign}/routing`, { customRules: [{ name: "One", priority: "high" }, { name: "Two" }] });
    expect(await get(rules)).toMatchObject([{ name: "One", priority: "high" }, { name: "Two" }]);
    await put(`${campaign}/routing`, { isEnable: true });
    expect(await get(rules)).toEqual([]);
  });

  it("invitation keeps its auto invitations when the body has its style only, as the document's example does", async () => {
    const invitations = `${campaign}/invitation/autoInvitations`;
    await emulator.call("POST", invitations, { name: "Hello" });
    expect(await put(`${campaign}/invitation`, { style: "popup" })).toMatchObject({
      style: "popup",
      autoInvitations: [{ name: "Hello" }],
    });
    await put(`${campaign}/invitation`, { autoInvitations: [] });
    expect(await get(invitations)).toEqual([]);
  });

  it("invitation's manual invitation is that of its own endpoint, under both of its names", async () => {
    const manual = `${campaign}/invitation/manualInvitation`;
    await put(manual, { manualInvitationText: "One" });
    expect(await get(`${campaign}/invitation`)).toMatchObject({
      manualInvitation: { manualInvitationText: "One" },
    });
    await put(`${campaign}/invitation`, { manualInvitations: [{ manualInvitationText: "Two" }] });
    expect(await get(manual)).toMatchObject({ manualInvitationText: "Two" });
  });
});

describe("what is one list and several objects", () => {
  it("words are the same one by one and in the list", async () => {
    await put("/translationExcludedWords", { excludedWords: ["one", "two"] });
    const { id } = await emulator.call<{ id: string }>("POST", "/translationExcludedWords", {
      word: "three",
    });
    expect(await get("/translationExcludedWords")).toEqual({ excludedWords: ["one", "two", "three"] });
    await emulator.call("PUT", `/translationExcludedWords/${id}`, { word: "drei" });
    expect(await get("/translationExcludedWords")).toEqual({ excludedWords: ["one", "two", "drei"] });
    await put("/translationExcludedWords", { excludedWords: ["drei"] });
    expect(await get(`/translationExcludedWords/${id}`)).toEqual({ id, word: "drei" });
  });

  it("a secure form's fields are in it and below it", async () => {
    const text = { displayName: "X", type: "text" };
    const form = await emulator.call<{ id: string; fields: { id: string }[] }>("POST", "/secureForms", {
      name: "Payment",
      fields: [{ name: "iban", ...text }],
    });
    const path = `/secureForms/${form.id}/secureFormFields`;
    expect(await get(path)).toEqual(form.fields);
    await emulator.call("POST", path, { name: "bic", ...text });
    expect(await get(`/secureForms/${form.id}`)).toMatchObject({
      fields: [{ name: "iban" }, { name: "bic" }],
    });
  });

  it("every department and every agent has a row in auto distribution, and keeps it", async () => {
    await emulator.load({ agents: [{ id: 7 }, { id: 8 }], departments: [{ id: "d1", name: "Sales" }] });
    const rows = [{ agentId: 8, ifAutoAcceptChat: true, maxConcurrentChats: 3 }];
    await put("/autoDistribution", { agentAutoDistributions: rows });
    expect(await get("/autoDistribution?include=department,agent")).toMatchObject({
      agentAutoDistributions: expect.arrayContaining([
        expect.objectContaining({ agentId: 7, ifAutoAcceptChat: false }),
        expect.objectContaining({ agentId: 8, ifAutoAcceptChat: true, agent: expect.anything() }),
      ]),
      departmentAutoDistributions: [{ departmentId: "d1", department: { name: "Sales" } }],
    });
  });

  it("a rating always has its five grades: a body's are put over them", async () => {
    const { fields } = await get<{ fields: Entry[] }>(`${campaign}/postChat`);
    const rating = fields.find(({ field }) => field.name === "rating");
    const changed = await put<{ ratingGrades: { grade: number; label: string }[] }>(
      `${campaign}/campaignFormFields/${rating?.id}`,
      {
        field: { name: "rating", type: "rating" },
        ratingGrades: [{ grade: 5, label: "superb", isVisible: true }],
      },
    );
    expect(changed.ratingGrades.map(({ label }) => label)).toEqual([
      "very poor",
      "poor",
      "fair",
      "good",
      "superb",
    ]);
  });

  it("a mail server's password is taken and never answered", async () => {
    const body = { isSMTPServerCustomized: true, customSMTPServer: { password: "obviously-fake-password" } };
    expect(await put(`${campaign}/chatWindow`, body)).toMatchObject({ customSMTPServer: { password: "" } });
    expect(JSON.stringify(await get(`${campaign}/chatWindow`))).not.toContain("obviously-fake-password");
  });
});
