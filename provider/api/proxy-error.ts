import type { ProxyServer } from "./proxy";

/** The proxy let nothing through: the service was never reached. */
export class ProxyError extends Error {
  override name = "ProxyError";
  readonly proxy: ProxyServer;
  /** What the proxy answered; undefined where it can't be reached. */
  readonly status: number | undefined;
  /**
   * The code for why it can't be reached. Not `code`: undici reads that, and connects again and again after some, such as
   * that of a proxy which hangs up.
   */
  readonly reasonCode: string | undefined;

  constructor(proxy: ProxyServer, { status, cause }: { status?: number; cause?: unknown }) {
    super(`${proxy.address} let nothing through`, { cause });
    // What is logged as a whole has the address alone.
    this.proxy = { ...proxy, authorization: undefined };
    this.status = status;
    const code = (cause as { code?: unknown } | undefined)?.code;
    this.reasonCode = typeof code === "string" ? code : undefined;
  }
}
