import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createClient } from "../../provider/api";
import { type HostileServer, json, startHostileServer } from "../support/hostile-server";

let server: HostileServer;
beforeAll(async () => {
  server = await startHostileServer();
});
afterAll(() => server.close());

/** The status as the client reads it where the API answers this one. */
async function read(status: unknown): Promise<unknown> {
  const client = createClient({
    baseUrl: server.url,
    credentials: { email: "agent@example.com", apiKey: "obviously-fake-key" },
  });
  onTestFinished(() => client.close());
  server.answer(() => json({ id: "v1", status }));
  return (await client.visitors.get("v1")).status;
}

describe("the status of a visitor", () => {
  it.each([
    [0, "waitingForChat"],
    [1, "voiceChatting"],
    [2, "chatting"],
    [3, "preChat"],
    [4, "manuallyInvited"],
    [5, "autoInvited"],
    [6, "offlineMessage"],
    [7, "refusedByOperator"],
    [8, "refusedByVisitor"],
    [9, "chatEnded"],
    [10, "inSite"],
    [11, "outOfSite"],
  ])("is %i on the wire and %s in the client", async (number, word) => {
    expect(await read(number)).toBe(word);
  });

  it("is the same word whether the API answers the word, in any letter case, or its number as text", async () => {
    expect([await read("PreChat"), await read("preChat"), await read("3")]).toEqual(Array(3).fill("preChat"));
  });

  it("is a text also where its number or word isn't known, and is no first status where it is empty", async () => {
    expect([await read(12), await read(-1), await read("dancing"), await read("")]).toEqual([
      "12",
      "-1",
      "dancing",
      "",
    ]);
  });
});
