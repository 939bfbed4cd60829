import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { credentials, send, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => fetch(`${emulator.url}/_emulator/reset`, { method: "POST" }));

const authorization = `Basic ${Buffer.from(`${credentials.email}:${credentials.apiKey}`).toString("base64")}`;

describe("every answer", () => {
  it.each([
    ["GET", "/campaigns", 200],
    ["POST", "/campaigns", 400],
    ["GET", "/campaigns/1222qa68-1222-1222-1222-122222222222", 404],
    ["GET", "/nowhere", 404],
    ["PATCH", "/campaigns", 405],
  ])("to %s %s is JSON in UTF-8 with a request id", async (method, path, status) => {
    const answer = await send(emulator, method, path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get("date")).toBeTruthy();
    if (status >= 400) expect(answer.body).toEqual({ code: expect.any(Number), message: expect.any(String) });
  });

  it("has a request id of its own", async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await send(emulator, "GET", "/campaigns")).headers),
    );
    expect(new Set(ids.map((headers) => headers.get("x-request-id"))).size).toBe(3);
  });

  it("to a deletion has no body", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const answer = await send(emulator, "DELETE", `/campaigns/${id}`);
    expect([answer.status, answer.body, answer.headers.get("content-type")]).toEqual([204, undefined, null]);
  });

  it("keeps characters outside ASCII", async () => {
    const name = "Größe 客服 🙂";
    expect(await emulator.call("POST", "/campaigns", { name })).toMatchObject({ name });
    expect(await emulator.call("GET", "/campaigns")).toMatchObject([{ name }]);
  });
});

describe("a method that a path doesn't have", () => {
  it.each([
    ["DELETE", "/campaigns", "GET, POST"],
    ["POST", "/campaigns/some-id", "GET, PUT, DELETE"],
    ["DELETE", "/campaigns/some-id/chatButton", "GET, PUT"],
    ["POST", "/campaigns/some-id/chatButton", "GET, PUT"],
  ])("is refused, with those that it has: %s %s", async (method, path, allowed) => {
    const answer = await send(emulator, method, path);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allowed]);
    expect(answer.body).toMatchObject({ code: 405000, message: expect.stringContaining(allowed) });
  });

  it("is also TRACE, with and without credentials", async () => {
    for (const headers of [{ authorization }, {}]) {
      for (const path of ["/api/v3/livechat/campaigns", "/_emulator/requests", "/openapi.json", "/"])
        expect((await sendRaw("TRACE", path, headers)).status).toBe(405);
    }
  });

  it("says which methods there are, also at the token endpoint", async () => {
    const headers = { authorization };
    const trace = await sendRaw("TRACE", "/api/v3/livechat/campaigns", headers);
    expect(trace.headers.allow).toBe("GET, POST, PUT, DELETE");
    const token = await fetch(`${emulator.url}/oauth/token`);
    expect([token.status, token.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("is also HEAD", async () => {
    expect((await send(emulator, "HEAD", "/campaigns")).status).toBe(405);
  });
});

describe("a refused body", () => {
  it("is told apart: not JSON, nothing, not an object", async () => {
    const post = async (body: string) => {
      const answer = await fetch(`${emulator.url}/api/v3/livechat/campaigns`, {
        method: "POST",
        headers: { authorization },
        body,
      });
      return answer.json();
    };
    expect(await post('{"name":')).toEqual({ code: 400001, message: "The body is not valid JSON." });
    expect(await post("")).toEqual({ code: 400001, message: "The body is empty." });
    expect(await post("[]")).toEqual({ code: 400000, message: "The body must be an object." });
  });

  it("is one above 1 MiB, also when its length isn't told in advance", async () => {
    const { port } = new URL(emulator.url);
    const outgoing = request({
      port,
      method: "POST",
      path: "/api/v3/livechat/campaigns",
      headers: { authorization, "transfer-encoding": "chunked" },
    });
    outgoing.on("error", () => {});
    for (let count = 0; count < 20; count++) outgoing.write("x".repeat(100_000));
    outgoing.end();
    const [answer] = await once(outgoing, "response");
    expect(answer.statusCode).toBe(413);
    answer.resume();
  });

  it("names the parameter inside lists and objects", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const condition = { field: "City", operator: "is", value: "Oslo" };
    const invitation = { name: "Hello", conditions: [condition, { ...condition, value: 5 }] };
    expect(
      (await send(emulator, "POST", `/campaigns/${id}/invitation/autoInvitations`, invitation)).body,
    ).toEqual({
      code: 400000,
      message: "Parameter 'conditions[1].value' must be a string.",
    });
    const button = { adaptiveButtonOnlineIcon: { name: "on" } };
    expect((await send(emulator, "PUT", `/campaigns/${id}/chatButton`, button)).body).toEqual({
      code: 400000,
      message: "Parameter 'adaptiveButtonOnlineIcon.url' is required.",
    });
  });

  it("changes nothing", async () => {
    const before = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    await send(emulator, "PUT", `/campaigns/${before.id}`, { name: 5 });
    expect(await emulator.call("GET", `/campaigns/${before.id}`)).toEqual(before);
  });
});

/** A request as Node sends it, so that the test decides about its headers and about how its body goes out. */
async function sendRaw(
  method: string,
  path: string,
  headers: Record<string, string>,
  chunks: string[] = [],
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: unknown }> {
  const { port } = new URL(emulator.url);
  const outgoing = request({ port, method, path, headers });
  for (const chunk of chunks) outgoing.write(chunk);
  outgoing.end();
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  const text = (await answer.toArray()).join("");
  const { statusCode: status, headers: answered } = answer;
  return { status, headers: answered, body: text === "" ? undefined : JSON.parse(text) };
}

describe("a body in chunks", () => {
  const chunked = { authorization, "transfer-encoding": "chunked" };
  const path = "/api/v3/livechat";

  it("is read like any other, with every method", async () => {
    const name = "Größe";
    const [first, second] = [`{"name":"${name.slice(0, 2)}`, `${name.slice(2)}"}`];
    const made = await sendRaw("POST", `${path}/campaigns`, chunked, [first, second]);
    expect(made).toMatchObject({ status: 201, body: { name } });
    const { id } = made.body as { id: string };
    const put = await sendRaw("PUT", `${path}/campaigns/${id}`, chunked, [`{"name":`, `"Other"}`]);
    expect(put).toMatchObject({ status: 200, body: { id, name: "Other" } });
    expect((await sendRaw("DELETE", `${path}/campaigns/${id}`, chunked)).status).toBe(204);
  });

  it("may be empty, which is told where one is needed", async () => {
    const answer = await sendRaw("POST", `${path}/campaigns`, chunked);
    expect(answer).toMatchObject({ status: 400, body: { code: 400001, message: "The body is empty." } });
    expect((await sendRaw("GET", `${path}/campaigns`, chunked)).status).toBe(200);
  });

  it("is read for a token, a batch and a control request, too", async () => {
    const form = { "transfer-encoding": "chunked", "content-type": "application/x-www-form-urlencoded" };
    const { email } = credentials;
    const parts = ["grant_type=password&", `email=${email}&password=emulator-password`];
    expect((await sendRaw("POST", "/oauth/token", form, parts)).body).toMatchObject({ token_type: "bearer" });
    expect((await sendRaw("DELETE", `${path}/chats`, chunked, ["[", "]"])).status).toBe(204);
    const fault = ['{"path":"/livechat/campaigns",', '"fault":{"status":503}}'];
    const { "transfer-encoding": encoding } = chunked;
    expect(
      (await sendRaw("POST", "/_emulator/faults", { "transfer-encoding": encoding }, fault)).status,
    ).toBe(204);
  });
});

describe("a request that is meant for another host", () => {
  const paths = ["/api/v3/livechat/campaigns", "/_emulator/requests", "/openapi.json"];

  it.each(paths)("by its header Host is refused: %s", async (path) => {
    for (const host of ["shop.example", "127.0.0.1.shop.example:80", "localhost."]) {
      const { status, body } = await sendRaw("GET", path, { authorization, host });
      expect([host, status]).toEqual([host, 403]);
      expect(body).toMatchObject({ message: expect.stringContaining("The header Host is") });
    }
  });

  it.each(paths)("by its header Origin is refused: %s", async (path) => {
    for (const origin of ["https://shop.example", "null"])
      expect((await sendRaw("GET", path, { authorization, origin })).status).toBe(403);
  });

  it("isn't one by a name that the server was given", async () => {
    const named = await startTestEmulator({ names: ["shop.example"] });
    onTestFinished(() => named.close());
    const { port } = new URL(named.url);
    const status = async (host: string) => {
      const outgoing = request({ port, path: "/openapi.json", headers: { host } }).end();
      const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
      answer.resume();
      return answer.statusCode;
    };
    expect([await status("Shop.example:80"), await status("other.example")]).toEqual([200, 403]);
  });

  it("isn't one by any name of this machine", async () => {
    const { port } = new URL(emulator.url);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, "LOCALHOST"])
      expect((await sendRaw("GET", paths[0] ?? "", { authorization, host })).status).toBe(200);
    const origin = "http://localhost:3000";
    expect((await sendRaw("GET", paths[0] ?? "", { authorization, origin })).status).toBe(200);
  });
});

describe("an image of the draft's chat button", () => {
  it("gets an id, keeps it over changes, and is gone when a PUT leaves it out", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const put = (button: object) =>
      emulator.call<{ adaptiveButtonOnlineIcon?: { id: string } }>(
        "PUT",
        `/campaigns/${id}/chatButton`,
        button,
      );
    const image = { id: "ours", name: "on", url: "https://example.com/on.png" };
    const first = await put({ adaptiveButtonOnlineIcon: image });
    expect(first.adaptiveButtonOnlineIcon).toEqual({
      ...image,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const second = await put({ adaptiveButtonOnlineIcon: { ...image, name: "other" } });
    expect(second.adaptiveButtonOnlineIcon?.id).toBe(first.adaptiveButtonOnlineIcon?.id);
    expect(await put({})).toHaveProperty("adaptiveButtonOnlineIcon", null);
  });
});

describe("bodies of the draft's curls", () => {
  it("are taken form-encoded and in lower case, and JSON under curl's content type, too", async () => {
    const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
    const post = (body: string) =>
      fetch(`${emulator.url}/api/v3/livechat/webhooks`, { method: "POST", headers, body });
    const expected = { event: "chatWrappedUp", targetUrl: "http://www.example.com" };
    const form = await post("event=chatwrappedup&targeturl=http://www.example.com");
    expect(await form.json()).toMatchObject(expected);
    const json = await post(JSON.stringify({ event: "chatWrappedUp", targetUrl: "http://www.example.com" }));
    expect(await json.json()).toMatchObject(expected);
  });
});

describe("paths", () => {
  it("with an encoded slash lead to no other object", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const button = await emulator.call("PUT", `/campaigns/${id}/chatButton`, { type: "image" });
    for (const method of ["GET", "DELETE"]) {
      expect((await send(emulator, method, `/campaigns/${id}%2FchatButton`)).status).toBe(404);
    }
    expect(await emulator.call("GET", `/campaigns/${id}/chatButton`)).toEqual(button);
  });

  it("below a campaign that isn't there are not found", async () => {
    for (const path of ["/campaigns/nowhere/chatButton", "/campaigns/nowhere/invitation/autoInvitations"]) {
      expect((await send(emulator, "GET", path)).status).toBe(404);
    }
    const orphan = await send(emulator, "POST", "/campaigns/nowhere/invitation/autoInvitations", {
      name: "x",
    });
    expect(orphan.status).toBe(404);
  });

  it("of one campaign don't show what belongs to another", async () => {
    const [one, other] = await Promise.all(
      ["One", "Other"].map((name) => emulator.call<{ id: string }>("POST", "/campaigns", { name })),
    );
    const path = (id?: string) => `/campaigns/${id}/invitation/autoInvitations`;
    const { id } = await emulator.call<{ id: string }>("POST", path(one?.id), { name: "Hello" });
    expect(await emulator.call("GET", path(other?.id))).toEqual([]);
    expect((await send(emulator, "GET", `${path(other?.id)}/${id}`)).status).toBe(404);
  });
});

describe("an invitation while its campaign is deleted", () => {
  it("is refused when its body arrives after the deletion", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const body = '{"name":"Hello"}';
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
    const head = [
      `POST /api/v3/livechat/campaigns/${id}/invitation/autoInvitations HTTP/1.1`,
      "Host: localhost",
      `Authorization: ${authorization}`,
      `Content-Length: ${body.length}`,
      "Connection: close",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, 4)}`);
    await emulator.call("DELETE", `/campaigns/${id}`);
    socket.end(body.slice(4));
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 /);
    socket.destroy();
  });
});

it("credentials may hold colons and characters outside ASCII", async () => {
  const other = await startEmulator({ email: "ü@example.com", apiKey: "a:b:ü" });
  const header = `Basic ${Buffer.from("ü@example.com:a:b:ü").toString("base64")}`;
  const answer = await fetch(`${other.url}/api/v3/livechat/campaigns`, {
    headers: { authorization: header },
  });
  expect(answer.status).toBe(200);
  await other.close();
});
