import { afterAll, beforeAll, describe, expect, expectTypeOf, it, onTestFinished } from "vitest";
import {
  type Agent,
  type Ban,
  type ChatButton,
  type Client,
  createClient,
  type MobilePush,
  timeOf,
} from "../../provider/api";
import { type HostileServer, http, json, startHostileServer } from "../support/hostile-server";

let server: HostileServer;
beforeAll(async () => {
  server = await startHostileServer();
});
afterAll(() => server.close());

/** A client of a service that answers everything so. */
function clientOf(body: unknown, headers?: Record<string, string>): Client {
  const client = createClient({
    baseUrl: server.url,
    credentials: { email: "agent@example.com", apiKey: "obviously-fake-key" },
  });
  onTestFinished(() => client.close());
  server.answer(() =>
    headers
      ? http(201, { "content-type": "application/json", ...headers }, JSON.stringify(body))
      : json(body),
  );
  return client;
}

const guid = "9c93fc96-887b-4fc7-08a2-636a42d78cbe";

describe("an answer as the documents' examples have it", () => {
  it("may name an agent by a number or a GUID", async () => {
    for (const id of [5, guid]) {
      const body = { id: "b1", type: "ip", ip: "192.0.2.1", lastUpdatedBy: id, lastUpdatedAgent: { id } };
      const ban = await clientOf(body).bans.get("b1", { include: ["agent"] });
      expect([ban.lastUpdatedByAgentId, ban.lastUpdatedAgent?.id]).toEqual([id, id]);
    }
    expectTypeOf<Ban["lastUpdatedByAgentId"]>().toEqualTypeOf<string | number | null | undefined>();
    expectTypeOf<Agent["id"]>().toEqualTypeOf<string | number>();
  });

  it("may lack what isn't set, or have it as null or as an empty text", async () => {
    for (const androidType of ["", null, undefined]) {
      expect((await clientOf({ iosType: "APNS", androidType }).mobilePush.get()).androidType).toBe(
        androidType,
      );
    }
    expectTypeOf<MobilePush["androidType"]>().toEqualTypeOf<"GCM" | "thirdParty" | "" | null | undefined>();
    expectTypeOf<ChatButton["imageButtonOnlineImage"]>().toEqualTypeOf<string | null | undefined>();
  });

  it("may have an included campaign without its id, and conditions with one", async () => {
    const rule = { conditions: [{ id: guid, field: "City", operator: "include", value: "x" }] };
    const body = { defaultCampaign: { name: "Sales" }, dynamicCampaignRules: [rule] };
    const read = await clientOf(body).dynamicCampaign.get({ include: ["campaign"] });
    expect(read.defaultCampaign).toEqual({ name: "Sales" });
    expect(read.dynamicCampaignRules?.[0]?.conditions?.[0]).toMatchObject({ id: guid, operator: "contains" });
  });

  it("may have an agent's only name, a department's site and its members under another name", async () => {
    const message = await clientOf({ id: "m1", agent: { id: 5, name: "Ann" } }).offlineMessages.get("m1", {
      include: ["agent"],
    });
    expect(message.agent?.name).toBe("Ann");
    const department = {
      id: "d1",
      name: "Repairs",
      site: "10000",
      memberIds: [guid],
      isAvailableInChat: "yes",
    };
    const routing = await clientOf({ isEnable: true, routeToDepartment: department }).routing.get("c1", {
      include: ["department"],
    });
    expect(routing.routeToDepartment).toMatchObject({
      site: "10000",
      agentIds: [guid],
      isAvailableInChat: true,
    });
  });

  it("may have a new object's id in its Location alone", async () => {
    const location =
      "https://api1.example.com/api/v3/livechat/customerSegments/1487fc9d-92e6-4487-a2e8-92e68d6892e6";
    const segment = { name: "VIP", conditions: [] };
    const made = await clientOf(segment, { location }).customerSegments.create(segment);
    expect(made.id).toBe("1487fc9d-92e6-4487-a2e8-92e68d6892e6");
    await expect(
      clientOf(segment, { location: "https://api1.example.com/" }).customerSegments.create(segment),
    ).rejects.toThrow("field id");
  });

  it("may have its times in any of four forms, which a helper reads", () => {
    for (const time of [
      "2020-02-20T13:12:20Z",
      "2020-02-20T13:12:20",
      "2020-02-20T13:12:20.000Z",
      "2020-02-20 13:12:20",
    ])
      expect(timeOf(time)?.toISOString()).toBe("2020-02-20T13:12:20.000Z");
  });
});
