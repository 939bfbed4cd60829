import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";

/**
 * Milliseconds that a client has to send a request: one that sends byte by byte holds no connection for longer.
 * Node itself refuses headers above 16 KiB, with status 431.
 */
const timeLimits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Long, so that a client that was busy meanwhile doesn't send a request into a connection that is being closed.
  keepAliveTimeout: 60_000,
};

/** Further ones are closed at once. */
const mostConnections = 512;

/** Milliseconds that requests under way have to finish. */
const graceMs = 250;

/** Node's server, with limits that no client can get around. */
export class Listener {
  readonly #server: Server;

  constructor(fetch: Parameters<typeof getRequestListener>[0]) {
    // It runs in the user's process: its globals stay as they are.
    this.#server = createServer(timeLimits, getRequestListener(fetch, { overrideGlobalObjects: false }));
    this.#server.maxConnections = mostConnections;
  }

  /**
   * @returns the origin, such as http://127.0.0.1:40123
   * @throws Error when the port is taken, or the address isn't one of this machine
   */
  listen(host: string, port: number): Promise<string> {
    const server = this.#server;
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        const address = server.address() as AddressInfo;
        resolve(`http://${host.includes(":") ? `[${host}]` : host}:${address.port}`);
      });
    });
  }

  /** Stops listening, and cuts off what hasn't finished within the grace period. */
  close(): Promise<void> {
    const server = this.#server;
    return new Promise((resolve) => {
      const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(cutOff);
        resolve();
      });
      server.closeIdleConnections();
    });
  }
}
