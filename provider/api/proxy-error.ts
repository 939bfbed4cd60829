import type { ProxyServer } from "./proxy";

/** The proxy let nothing through: the service was never reached. */
export class ProxyError extends Error {
  override name = "ProxyError";
  readonly proxy: ProxyServer;
  /** What the proxy answered; undefined where it can't be reached. */
  readonly status: number | undefined;
  /** The system's code for why it can't be reached. */
  readonly code: string | undefined;

  constructor(proxy: ProxyServer, { status, cause }: { status?: number; cause?: unknown }) {
    super(`${proxy.address} let nothing through`, { cause });
    // What is logged as a whole has the address alone.
    this.proxy = { ...proxy, authorization: undefined };
    this.status = status;
    const code = (cause as { code?: unknown } | undefined)?.code;
    this.code = typeof code === "string" ? code : undefined;
  }
}
