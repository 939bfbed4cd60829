import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Faults } from "./control/faults";
import { Limits } from "./control/limits";
import { RequestLog } from "./control/request-log";
import { type Fixtures, loadFixtures } from "./fixtures";
import { objects } from "./objects";
import { systems } from "./objects/systems";
import { application } from "./server/application";
import { Store } from "./store/store";
import { Credentials, type EmulatorCredentials } from "./wire/credentials";
import { permissionNames, permissionsOf } from "./wire/permissions";

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
  /** For the OAuth password grant. Default emulator-password, and on the network none: no token is issued. */
  password?: string;
  /** Whole seconds. Default 43199, as in the API document. */
  tokenLifetimeSeconds?: number;
  /** Names of agents' permissions that the credentials have, such as Manage Campaigns. Default: all. */
  permissions?: readonly string[];
  /** What is put into an empty site at the start: `demo`, or objects as README.md of this folder says. */
  fixtures?: "demo" | Fixtures;
}

export interface Emulator {
  /** Origin, such as http://127.0.0.1:40123. */
  readonly url: string;
  /** Stops listening, lets requests under way finish for a quarter of a second, and frees the folder. */
  close(): Promise<void>;
}

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
  const { host = "127.0.0.1", port = 0, tokenLifetimeSeconds = 43_199 } = options;
  const credentials = new Credentials(expectedOf(host, options), tokenLifetimeSeconds);
  const permissions = permissionsOf(options.permissions, permissionNames([...objects, ...systems]));
  const store = new Store(options.dataDirectory);
  await fill(store, options.fixtures);
  const stop = new AbortController();
  const { fetch } = application({
    store,
    faults: new Faults(),
    limits: new Limits(),
    credentials,
    permissions,
    log: new RequestLog(),
    stopping: stop.signal,
  });
  // It runs in the user's process: its globals stay as they are.
  const server = createServer(timeLimits, getRequestListener(fetch, { overrideGlobalObjects: false }));
  server.maxConnections = mostConnections;
  try {
    const url = await listen(server, host, port);
    let closed: Promise<void> | undefined;
    return {
      url,
      close: () => {
        closed ??= close(server, store, stop);
        return closed;
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What is kept in a folder has been filled before. */
async function fill(store: Store, fixtures: EmulatorOptions["fixtures"]): Promise<void> {
  if (fixtures === undefined || !store.isEmpty) return;
  try {
    await loadFixtures(fixtures, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function expectedOf(host: string, options: EmulatorOptions): EmulatorCredentials {
  for (const name of ["email", "apiKey", "password"] as const) {
    if (options[name] === "") throw new Error(`The option ${name} is empty. Set it or leave it out.`);
  }
  const isHere = /^(localhost|127(\.\d+){3}|::1)$/.test(host);
  const { apiKey, password } = options;
  const isKnown = apiKey === defaultCredentials.apiKey || password === defaultCredentials.password;
  if (!isHere && (isKnown || options.email === undefined || apiKey === undefined)) {
    throw new Error(
      `Listening on ${host} needs credentials of your own: set an e-mail address and an API key.`,
    );
  }
  return {
    email: options.email ?? defaultCredentials.email,
    apiKey: options.apiKey ?? defaultCredentials.apiKey,
    // On the network a password that everybody knows would be another way in.
    password: options.password ?? (isHere ? defaultCredentials.password : randomUUID()),
  };
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address() as AddressInfo;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${address.port}`);
    });
  });
}

/** Milliseconds that requests under way have to finish. */
const graceMs = 250;

async function close(server: Server, store: Store, stop: AbortController): Promise<void> {
  stop.abort();
  await new Promise<void>((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
  await store.close();
}
