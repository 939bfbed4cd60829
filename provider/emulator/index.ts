import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { Credentials } from "./credentials";
import { Faults } from "./faults";
import { application } from "./server";
import { Store } from "./store";

export interface EmulatorOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. Another address than this machine's needs `email` and `apiKey`. */
  host?: string;
  /** Folder that keeps the site; it survives restarts and crashes. Default: in memory only. */
  dataDirectory?: string;
  /** Default agent@example.com. */
  email?: string;
  /** Default emulator-api-key. */
  apiKey?: string;
  /** For the OAuth password grant. Default emulator-password. */
  password?: string;
  /** Default 43199, as in the API document. */
  tokenLifetimeSeconds?: number;
}

export interface Emulator {
  /** Origin, such as http://127.0.0.1:40123. */
  readonly url: string;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

export const defaultCredentials = {
  email: "agent@example.com",
  apiKey: "emulator-api-key",
  password: "emulator-password",
} as const;

/**
 * Starts the emulator of the Comm100 Live Chat API v3.
 *
 * @throws Error when the port is taken, the folder is used by another emulator, or the options would put
 *   a server with well-known credentials on the network
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const host = options.host ?? "127.0.0.1";
  if (!isLoopback(host) && (options.email === undefined || options.apiKey === undefined)) {
    throw new Error(
      `Listening on ${host} needs credentials of your own: set an e-mail address and an API key.`,
    );
  }
  const expected = {
    email: options.email ?? defaultCredentials.email,
    apiKey: options.apiKey ?? defaultCredentials.apiKey,
    // On the network a password that everybody knows would be another way in.
    password: options.password ?? (isLoopback(host) ? defaultCredentials.password : randomUUID()),
  };
  const store = new Store(options.dataDirectory);
  const credentials = new Credentials(expected, options.tokenLifetimeSeconds ?? 43_199);
  const app = application({ store, faults: new Faults(), credentials, log: [] });
  try {
    const { server, port } = await listen(
      app.fetch as Parameters<typeof serve>[0]["fetch"],
      host,
      options.port ?? 0,
    );
    return {
      url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
      close: () => stop(server, store),
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|::1)$/.test(host);

function listen(fetch: Parameters<typeof serve>[0]["fetch"], hostname: string, port: number) {
  return new Promise<{ server: ServerType; port: number }>((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, (address: AddressInfo) =>
      resolve({ server, port: address.port }),
    );
    server.once("error", reject);
  });
}

function stop(server: ServerType, store: Store): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      store.close();
      resolve();
    });
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
