import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { createServer as createTlsSocketServer } from "node:tls";

/** A proxy as companies have them. Wherever a request is meant to go, it goes to a server of this machine. */
export interface TestProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** `CONNECT api1.comm100.test:443` and `GET http://api1.comm100.test/…`, as they came. */
  readonly requests: string[];
  /** The credentials that came with them, in clear. */
  readonly credentials: Set<string>;
  close(): Promise<void>;
}

export interface ProxyBehaviour {
  /** Where tunnels go. */
  tls?: string;
  /** Where requests over http go. */
  http?: string;
  /** What it answers instead of passing anything on. */
  refusal?: number;
  /** It ends a connection that wants a tunnel, without an answer. */
  hangsUp?: true;
}

export async function startProxy({
  tls = "",
  http = "",
  refusal,
  hangsUp,
}: ProxyBehaviour): Promise<TestProxy> {
  const requests: string[] = [];
  const credentials = new Set<string>();
  const sockets = new Set<Socket>();
  const note = ({ method, url, headers }: IncomingMessage) => {
    requests.push(`${method} ${url}`);
    const [, pair] = headers["proxy-authorization"]?.split(" ") ?? [];
    if (pair !== undefined) credentials.add(Buffer.from(pair, "base64").toString());
  };
  const server = createServer((incoming, outgoing) => {
    note(incoming);
    if (refusal === undefined) forward(http, incoming, outgoing);
    else outgoing.writeHead(refusal).end();
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (incoming, client: Socket) => {
    note(incoming);
    client.on("error", () => undefined);
    if (hangsUp) {
      client.destroy();
      return;
    }
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(tls);
    const service = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      service.pipe(client).pipe(service);
    });
    service.on("error", () => client.destroy());
    sockets.add(service);
  });
  return {
    host: new URL(await listening(server)).host,
    requests,
    credentials,
    close: () => closed(server, sockets),
  };
}

/** A server with this certificate, in front of one without. */
export async function startTlsFront(certificate: { key: string; cert: string }, behind: string) {
  const sockets = new Set<Socket>();
  const server = createTlsServer(certificate, (incoming, outgoing) =>
    forward(`${behind}${incoming.url}`, incoming, outgoing),
  );
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("tlsClientError", () => undefined);
  const url = (await listening(server)).replace("http:", "https:");
  return { url, close: () => closed(server, sockets) };
}

/** A server with this certificate that passes every byte on. */
export async function startTlsTunnel(certificate: { key: string; cert: string }, host: string) {
  const sockets = new Set<Socket>();
  const { hostname, port } = new URL(`http://${host}`);
  const server = createTlsSocketServer(certificate, (client) => {
    const behind = connect(Number(port), hostname);
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on("error", () => behind.destroy());
    }
    behind.pipe(client).pipe(behind);
  });
  server.on("tlsClientError", () => undefined);
  const url = await listening(server);
  return { port: Number(new URL(url).port), close: () => closed(server, sockets) };
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { pathname, search } = new URL(incoming.url ?? "", target);
  const { "proxy-authorization": _, ...headers } = incoming.headers;
  const passed = request(new URL(`${pathname}${search}`, target), { method: incoming.method, headers });
  passed.on("response", (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on("error", () => outgoing.destroy());
  incoming.pipe(passed);
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await done;
}
