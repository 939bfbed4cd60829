import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** A request as it came in. */
export interface RawRequest {
  method: string;
  path: string;
  /** By their name in lower case. */
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** The bytes of an answer, or what is done with the connection instead. */
export type Reply = string | Buffer | ((socket: Socket) => void);

/** A server that answers with any bytes, also with such as no HTTP library would send. */
export interface HostileServer {
  /** Origin. */
  readonly url: string;
  readonly requests: RawRequest[];
  /** What the next requests are answered with. */
  answer(reply: (request: RawRequest) => Reply | Promise<Reply>): void;
  close(): Promise<void>;
}

export async function startHostileServer(): Promise<HostileServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let reply: (request: RawRequest) => Reply | Promise<Reply> = () => http(500, {}, "");
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    let received = Buffer.alloc(0);
    socket.on("data", async (data) => {
      received = Buffer.concat([received, data]);
      for (let next = requestIn(received); next; next = requestIn(received)) {
        received = received.subarray(next.length);
        requests.push(next.request);
        const answer = await reply(next.request);
        if (typeof answer === "function") answer(socket);
        else socket.write(answer);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer(next) {
      reply = next;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The first whole request in what was received, and how many bytes it has. */
function requestIn(received: Buffer): { request: RawRequest; length: number } | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const [first = "", ...lines] = received.subarray(0, end).toString("latin1").split("\r\n");
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = end + 4 + Number(headers.get("content-length") ?? 0);
  if (received.length < length) return undefined;
  const [method = "", path = ""] = first.split(" ");
  const body = received.subarray(end + 4, length).toString("utf8");
  return { request: { method, path, headers, body }, length };
}

/** A whole answer; its Content-Length is right unless the headers say otherwise. */
export function http(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): Buffer {
  const content = Buffer.from(body as string);
  const all = {
    ...(status === 204 ? {} : { "content-length": String(content.length) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Hm\r\n${lines.join("")}\r\n`, "latin1"), content]);
}

export const json = (body: unknown, status = 200) =>
  http(status, { "content-type": "application/json; charset=utf-8" }, JSON.stringify(body));

export const html = (status = 200) =>
  http(status, { "content-type": "text/html" }, "<!doctype html><title>Sign in</title><h1>Sign in</h1>");

/** What another server answers to the same request, as it would come from this one. */
export async function forwarded(
  origin: string,
  request: RawRequest,
): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${origin}${request.path}`, {
    method: request.method,
    headers: {
      authorization: request.headers.get("authorization") ?? "",
      "content-type": "application/json",
    },
    ...(request.body !== "" && { body: request.body }),
  });
  return { status: answer.status, text: await answer.text() };
}
