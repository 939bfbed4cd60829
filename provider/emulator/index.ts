import { commands } from "./commands";
import { Faults } from "./control/faults";
import { Limits } from "./control/limits";
import { RequestLog } from "./control/request-log";
import { type Fixtures, loadFixtures } from "./fixtures";
import { everyObject } from "./objects";
import { application, type Served } from "./server/application";
import { Listener } from "./server/listener";
import { Store } from "./store/store";
import { Credentials } from "./wire/credentials";
import { defaultCredentials, expectedCredentials } from "./wire/expected-credentials";
import { permissionsOf } from "./wire/permissions";

export { defaultCredentials };

export interface EmulatorOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. Another address than this machine's needs `email` and `apiKey`. */
  host?: string;
  /** Names by which clients call it besides localhost, as a proxy or a hosts file may have. Default: none. */
  names?: readonly string[];
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
  /** What is put into an empty site at the start: `demo`, or objects as docs/emulator.md says. */
  fixtures?: "demo" | Fixtures;
  /** Is told what in `dataDirectory` isn't understood and left out. Default: a warning of the process. */
  warn?: (message: string) => void;
}

export interface Emulator {
  /** Origin, such as http://127.0.0.1:40123. */
  readonly url: string;
  /** Stops listening, lets requests under way finish for a quarter of a second, and frees the folder. */
  close(): Promise<void>;
}

/**
 * Starts the emulator of the Comm100 Live Chat API v3.
 *
 * @throws Error when the port is taken, the folder is used by another emulator, or the options would put
 *   a server with well-known credentials on the network
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = "127.0.0.1", port = 0 } = options;
  const stop = new AbortController();
  const served = servedWith(options, host, stop.signal);
  const listener = new Listener(application(served).fetch);
  try {
    await fill(served.store, options.fixtures);
    const url = await listener.listen(host, port);
    return { url, close: once(() => close(stop, listener, served.store)) };
  } catch (error) {
    await served.store.close();
    throw error;
  }
}

function servedWith(options: EmulatorOptions, host: string, stopping: AbortSignal): Served {
  const { tokenLifetimeSeconds = 43_199 } = options;
  return {
    credentials: new Credentials(expectedCredentials(host, options), tokenLifetimeSeconds),
    permissions: permissionsOf(options.permissions, [...everyObject, ...commands]),
    faults: new Faults(),
    limits: new Limits(),
    log: new RequestLog(),
    stopping,
    names: options.names ?? [],
    // Last: it is open from here on.
    store: new Store(options.dataDirectory, options.warn),
  };
}

/** What is kept in a folder has been filled before. */
async function fill(store: Store, fixtures: EmulatorOptions["fixtures"]): Promise<void> {
  if (fixtures !== undefined && store.isEmpty) await loadFixtures(fixtures, store);
}

async function close(stop: AbortController, listener: Listener, store: Store): Promise<void> {
  stop.abort();
  await listener.close();
  await store.close();
}

/** The same promise, however often it is asked for. */
function once(task: () => Promise<void>): () => Promise<void> {
  let started: Promise<void> | undefined;
  return () => {
    started ??= task();
    return started;
  };
}
