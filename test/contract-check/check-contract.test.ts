import { describe, expect, it, onTestFinished } from "vitest";
import { checkContract } from "../../provider/contract-check/check-contract";
import type { Finding } from "../../provider/contract-check/findings";
import { groupsOf } from "../../provider/core/operations";
import { definitions } from "../../provider/definitions";
import { systems } from "../../provider/definitions/systems";
import { selected } from "../../provider/site-document/export";
import { type AlteredSite, type Change, openAlteredSite, Whole } from "../support/altered-site";
import { credentials, startTestEmulator } from "../support/emulator";
import { html, http, json } from "../support/hostile-server";
import { fillRandomly, peopleOf } from "../support/random-site";

type Body = Record<string, unknown>;

/** What is found at an endpoint that answers otherwise than the emulator, without the notes that are always there. */
async function found(changes: Record<string, Change>, endpoint: string, only = ["webhooks"]) {
  const site = await openAlteredSite();
  site.alter(changes);
  return findingsAt(site, endpoint, only);
}

async function findingsAt(site: AlteredSite, endpoint: string, only: readonly string[]): Promise<Finding[]> {
  const { endpoints } = await checkContract({ baseUrl: site.service.url, credentials }, selected({ only }));
  const report = endpoints.find((one) => one.endpoint === endpoint);
  if (!report) throw new Error(`${endpoint} isn't in ${endpoints.map((one) => one.endpoint).join(", ")}`);
  return report.findings.filter(({ kind, isNote }) => kind !== "missing field" || !isNote);
}

const webhooks = "GET /livechat/webhooks";
const each =
  (change: (one: Body) => Body) =>
  (list: Body[]): unknown =>
    list.map(change);

describe("a contract check", () => {
  it("reads every endpoint of the API that answers GET, where there is an object to ask for", async () => {
    const site = await openAlteredSite();
    const { endpoints, unread } = await checkContract({ baseUrl: site.service.url, credentials });
    const read = new Set(endpoints.map(({ endpoint }) => endpoint.replace(/\?.*/, "")));
    const gets = groupsOf(definitions, systems)
      .flatMap(({ operations }) => Object.values(operations))
      .filter(({ method }) => method === "GET")
      .map(({ path }) => `GET ${path}`);
    // Only the draft has it, and nowhere the ids for it.
    const without = "GET /livechat/translationExcludedWords/{id}";
    expect([...read].sort()).toEqual(gets.filter((name) => name !== without).sort());
    expect(unread).toEqual([{ endpoint: without, reason: "no object to ask for", isFailure: false }]);
    expect(endpoints.flatMap(({ findings }) => findings.filter(({ isNote }) => !isNote))).toEqual([]);
  });

  it.each([2, 3, 11])("finds no difference in the answers about a random site (%i)", async (seed) => {
    const emulator = await startTestEmulator();
    onTestFinished(() => emulator.close());
    await fillRandomly(emulator, peopleOf(7, "aaaaaaaa"), seed);
    const { endpoints } = await checkContract({ baseUrl: emulator.url, credentials });
    const differences = endpoints.filter(({ findings }) => findings.some(({ isNote }) => !isNote));
    expect(differences).toEqual([]);
  });

  it("tells an unknown field with its type and size, once for all objects", async () => {
    const more = each((one) => ({ ...one, retries: String(one.targetUrl), limits: { a: 1 }, tags: [] }));
    const findings = await found({ "/webhooks": more }, webhooks);
    expect(findings).toEqual([
      {
        kind: "unknown field",
        isNote: false,
        path: "limits",
        found: { type: "object", least: 1, most: 1 },
        count: 2,
      },
      {
        kind: "unknown field",
        isNote: false,
        path: "retries",
        found: { type: "string", least: expect.any(Number), most: expect.any(Number) },
        count: 2,
      },
      {
        kind: "unknown field",
        isNote: false,
        path: "tags",
        found: { type: "array", least: 0, most: 0 },
        count: 2,
      },
    ]);
    const [, { found: shape = { least: 0, most: 0 } } = {}] = findings;
    expect(shape.least).toBeLessThan(shape.most ?? 0);
  });

  it("tells a required field that is missing, and only notes an optional one", async () => {
    const site = await openAlteredSite();
    site.alter({ "/campaigns": each(({ name: _, description: __, ...others }) => others) });
    const { endpoints } = await checkContract(
      { baseUrl: site.service.url, credentials },
      selected({ only: ["campaigns"] }),
    );
    const { findings } = endpoints.find(({ endpoint }) => endpoint === "GET /livechat/campaigns") ?? {};
    expect(findings).toEqual([
      { kind: "missing field", isNote: false, path: "name", count: 3 },
      { kind: "missing field", isNote: true, path: "description", count: 3 },
    ]);
  });

  it("tells another type, and what is documented", async () => {
    const changes = {
      "/campaigns/*/preChat": (one: Body) => ({ ...one, isEnable: "yes", teamName: 5, fields: [null] }),
    };
    const findings = await found(changes, "GET /livechat/campaigns/{campaignId}/preChat", ["campaigns"]);
    const type = { kind: "other type", isNote: false, count: 3 };
    expect(findings).toEqual([
      { ...type, path: "fields[]", found: { type: "null" }, text: "object" },
      { ...type, path: "isEnable", found: { type: "string", least: 3, most: 3 }, text: "boolean" },
      { ...type, path: "teamName", found: { type: "number" }, text: "string" },
    ]);
  });

  it("tells a number with a fraction where a whole one is documented", async () => {
    const changes = { "/customerSegments": each((one) => ({ ...one, order: 1.5 })) };
    expect(await found(changes, "GET /livechat/customerSegments", ["customerSegments"])).toMatchObject([
      { kind: "other type", path: "order", found: { type: "number" }, text: "whole number" },
    ]);
  });

  it("takes ids for what they are, as text or as number", async () => {
    const changes = { "/webhooks": (list: Body[]) => list.map((one, index) => ({ ...one, id: index })) };
    expect(await found(changes, webhooks)).toEqual([]);
  });

  it("tells an unseen enum value by its length, at any depth", async () => {
    const changes = {
      "/customerSegments": each((one) => ({
        ...one,
        conditionMetType: "sometimes",
        conditions: [{ field: "Weather", operator: "is", value: "", order: 1 }],
      })),
    };
    const findings = await found(changes, "GET /livechat/customerSegments", ["customerSegments"]);
    expect(findings.map(({ kind, path, found: shape }) => [kind, path, shape])).toEqual([
      ["unseen value", "conditionMetType", { type: "string", least: 9, most: 9 }],
      ["unseen value", "conditions[].field", { type: "string", least: 7, most: 7 }],
    ]);
  });

  it("notes other names and spellings that the provider takes, and unset fields", async () => {
    const changes = {
      "/customerSegments": each(({ isEnabled, ...one }) => ({
        ...one,
        isEnable: isEnabled,
        conditionMetType: "",
        description: null,
        conditions: [{ field: "CurrentPageUrl", operator: "IS", value: "", order: 1 }],
      })),
    };
    const findings = await found(changes, "GET /livechat/customerSegments", ["customerSegments"]);
    expect(findings.map(({ kind, isNote, path, text }) => [isNote, kind, path, text])).toEqual([
      [true, "unset", "conditionMetType", undefined],
      [true, "other spelling", "conditions[].field", "another one that the documents use"],
      [true, "other spelling", "conditions[].operator", "other upper and lower case letters"],
      [true, "unset", "description", undefined],
      [true, "other name", "isEnable", "isEnabled"],
    ]);
  });

  it("notes numbers in place of words, where they are known", async () => {
    const site = await openAlteredSite();
    site.alter({
      "/visitors": (list: Body[]) => list.map((one, index) => ({ ...one, status: 2 + 20 * index })),
    });
    const { endpoints } = await checkContract({ baseUrl: site.service.url, credentials });
    const { findings = [] } = endpoints.find(({ endpoint }) => endpoint === "GET /livechat/visitors") ?? {};
    expect(findings.filter(({ path }) => path === "status")).toEqual([
      { kind: "unseen value", isNote: false, path: "status", found: { type: "number" }, count: 7 },
      { kind: "other spelling", isNote: true, path: "status", text: "a number for the word", count: 1 },
    ]);
  });

  it("tells what is around a list, and compares what is in it all the same", async () => {
    const wrapped = (list: Body[]) => ({ data: list.map((one) => ({ ...one, extra: 1 })), more: false });
    expect(await found({ "/webhooks": wrapped }, webhooks)).toMatchObject([
      { kind: "envelope", isNote: false, text: "{data: array, more: boolean}", count: 1 },
      { kind: "unknown field", path: "extra", count: 2 },
    ]);
  });

  it.each([
    ["an object in a list", (one: Body) => [one], "an array in place of what is documented"],
    ["an object in another one", (one: Body) => ({ result: one }), /^\{result: \{.*\}\}$/],
  ])("tells %s", async (_what, change, text) => {
    const findings = await found({ "/settings": change }, "GET /livechat/settings", ["settings"]);
    const expected = text instanceof RegExp ? expect.stringMatching(text) : text;
    expect(findings).toMatchObject([{ kind: "envelope", text: expected }]);
  });

  it("tells a page without its total, and one that is a bare list", async () => {
    const site = await openAlteredSite();
    const pages = async (change: Change) => {
      site.alter({ "/chats": change });
      const { endpoints } = await checkContract({ baseUrl: site.service.url, credentials });
      return endpoints.find(({ endpoint }) => endpoint === "GET /livechat/chats")?.findings;
    };
    const [envelope, ...others] = (await pages(({ totalCount: _, ...page }: Body) => page)) ?? [];
    expect(envelope).toMatchObject({
      kind: "envelope",
      text: "{previousPage: string, nextPage: string, chats: array}",
    });
    expect(others.filter(({ isNote }) => !isNote)).toEqual([]);
    expect((await pages(({ chats }: Body) => chats))?.[0]).toMatchObject({ kind: "envelope" });
  });

  it("notes that something may not be read, and goes on", async () => {
    const refusal = () => new Whole(json({ code: 403001, message: "No permission for Quokka." }, 403));
    expect(await found({ "/webhooks": refusal }, webhooks, ["webhooks", "bans"])).toEqual([
      {
        kind: "error",
        isNote: true,
        path: "",
        text: "403, may not be read, or the daily limit is used up: {code: number, message: string}",
        count: 1,
      },
    ]);
  });

  it("tells an error with its status, and its body as a shape", async () => {
    const failure = { error: { code: "Quokka", details: 1, "ann@example.com": 2 }, trace: [] };
    const changes = { "/webhooks/*": () => new Whole(json(failure, 400)) };
    expect(await found(changes, "GET /livechat/webhooks/{id}")).toEqual([
      {
        kind: "error",
        isNote: false,
        path: "",
        text: "400, an error: {error: {code: string, <key: text>: number, <key: e-mail address>: number}, trace: array}",
        count: 2,
      },
    ]);
  });

  it("tells an error in the body of an answer with status 200", async () => {
    const changes = { "/webhooks/*": () => ({ code: 500001, message: "Failed." }) };
    expect(await found(changes, "GET /livechat/webhooks/{id}")).toMatchObject([
      {
        kind: "error",
        text: "200, an error in the body: {code: number, message: string}",
        count: 2,
      },
    ]);
  });

  it("tells a redirect, and doesn't say to where", async () => {
    const away = () => new Whole(http(302, { location: "https://quokka.example.com" }, ""));
    expect(await found({ "/webhooks/*": away }, "GET /livechat/webhooks/{id}")).toMatchObject([
      { kind: "error", isNote: false, text: "302, a redirect: an empty body", count: 2 },
    ]);
  });

  it("notes that a site lacks what the vendor has withdrawn", async () => {
    const site = await openAlteredSite();
    const gone = () => new Whole(json({ code: 404000, message: "Not found." }, 404));
    site.alter({ "/sessions": gone, "/dynamicCampaign": gone });
    const { endpoints, unread } = await checkContract({ baseUrl: site.service.url, credentials });
    for (const name of ["GET /livechat/sessions", "GET /livechat/dynamicCampaign"]) {
      const { findings } = endpoints.find(({ endpoint }) => endpoint === name) ?? {};
      expect(findings).toMatchObject([
        { kind: "error", isNote: true, text: expect.stringContaining("404, isn't there") },
      ]);
    }
    expect(unread).toContainEqual({
      endpoint: "GET /livechat/sessions/{sessionId}",
      reason: "no object to ask for",
      isFailure: false,
    });
  });

  it.each([
    ["a page of HTML", () => new Whole(html()), "200: a page of HTML or XML, as text/html"],
    ["nothing", () => new Whole(http(200, {}, "")), "200: an empty body"],
    [
      "broken JSON of a strange type",
      () => new Whole(http(200, { "content-type": "text/quokka" }, "[{")),
      "200: a body that is no JSON, as another content type",
    ],
  ])("tells %s in place of JSON", async (_what, change, text) => {
    expect(await found({ "/bans": change }, "GET /livechat/bans", ["bans", "webhooks"])).toMatchObject([
      { kind: "unreadable", text },
    ]);
  });

  it("says which endpoint gave no answer, and reads the others", async () => {
    const site = await openAlteredSite();
    site.alter({ "/webhooks": () => new Whole((socket) => void socket.destroy()) });
    const parts = selected({ only: ["bans", "webhooks"] });
    const { endpoints, unread } = await checkContract({ baseUrl: site.service.url, credentials }, parts);
    expect(unread).toContainEqual({
      endpoint: webhooks,
      reason: "no answer: cut",
      isFailure: true,
    });
    expect(endpoints.map(({ endpoint }) => endpoint)).toContain("GET /livechat/bans");
  });

  it("masks keys that look like data, or are texts of the site", async () => {
    const strange = {
      "ann@example.com": 1,
      "ben@example.com": 2,
      "3f2a1b0c-0000-4000-8000-000000000001": 3,
      "004915112345": 4,
      Quokka: 5,
      "Sales desk": 6,
      ["x".repeat(61)]: 7,
      fineName: 8,
    };
    const changes = {
      "/bans": each((one) => ({ ...one, ...strange, comment: "Quokka" })),
    };
    const findings = await found(changes, "GET /livechat/bans", ["bans"]);
    const unknown = findings.filter(({ kind }) => kind === "unknown field");
    expect(unknown.map(({ path, count }) => [path, count])).toEqual([
      ["<key: GUID>", 3],
      ["<key: e-mail address>", 6],
      ["<key: number>", 3],
      ["<key: text>", 9],
      ["fineName", 3],
    ]);
  });
});
