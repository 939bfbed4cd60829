import { Agent, type Dispatcher, Pool, ProxyAgent } from "undici";
import type { CheckedOptions } from "./checked-options";
import { type ProxyServer, proxyFor } from "./proxy";
import { ProxyError } from "./proxy-error";

/** What sends requests, and which way. */
export interface Agents {
  /** @throws Comm100Error where the environment names a proxy that is none */
  to(url: URL): { dispatcher: Dispatcher; proxy: ProxyServer | undefined };
  close(): Promise<void>;
}

/** COMM100_REROUTE has decided where requests go; the environment's proxies decide how they get there. */
export function openAgents(options: Pick<CheckedOptions, "timeout" | "maxConcurrency">): Agents {
  const agents = new Map<string, Dispatcher>();
  const agentFor = (proxy: ProxyServer | undefined): Dispatcher => {
    const key = proxy === undefined ? "" : `${proxy.variable} ${proxy.address}`;
    const agent = agents.get(key) ?? (proxy ? proxyAgent(proxy, options) : directAgent(options));
    agents.set(key, agent);
    return agent;
  };
  return {
    to(url) {
      const proxy = proxyFor(url);
      return { dispatcher: agentFor(proxy), proxy };
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.close()));
    },
  };
}

type Limits = Pick<CheckedOptions, "timeout" | "maxConcurrency">;

const directAgent = ({ timeout, maxConcurrency }: Limits) =>
  new Agent({ connections: maxConcurrency, connect: { timeout } });

/** A tunnel for https. For http the proxy gets the request itself, as many refuse to tunnel to port 80. */
const proxyAgent = (proxy: ProxyServer, { timeout, maxConcurrency }: Limits) =>
  new ProxyAgent({
    uri: proxy.address,
    ...(proxy.authorization !== undefined && { token: proxy.authorization }),
    proxyTunnel: false,
    connections: maxConcurrency,
    proxyTls: { timeout },
    requestTls: { timeout },
    clientFactory: (origin, options) =>
      new ProxyPool(proxy, origin, { ...options, headersTimeout: timeout, bodyTimeout: timeout }),
  });

/** Says of what goes wrong before there is a tunnel that it is the proxy's, and which status it was. */
class ProxyPool extends Pool {
  readonly #proxy: ProxyServer;

  constructor(proxy: ProxyServer, origin: URL, options: object) {
    super(origin, options);
    this.#proxy = proxy;
  }

  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
  override connect(
    options: Dispatcher.ConnectOptions,
    callback: (error: Error | null, data: Dispatcher.ConnectData) => void,
  ): void;
  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    return super.connect(options).then(
      (connected) => {
        if (connected.statusCode === 200) return connected;
        connected.socket.on("error", () => undefined).destroy();
        throw new ProxyError(this.#proxy, { status: connected.statusCode });
      },
      (cause: unknown) => {
        throw new ProxyError(this.#proxy, { cause });
      },
    );
  }
}
