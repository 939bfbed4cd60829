import { whereToSet } from "../core/settings";
import { ProxyError } from "./proxy-error";
import { tlsProblem, tlsText } from "./tls-problem";

/** Why there is no answer. */
export type LostReason =
  /** No connection was made: the request was never sent. */
  | "unreachable"
  /**
   * As `unreachable`, for a reason that won't pass by itself: no such host, its certificate isn't accepted, or a proxy
   * lets nothing through. The message says which.
   */
  | "unusable"
  /** The connection broke after the request was sent, at least in part. */
  | "cut"
  /** No complete answer within the time limit. */
  | "timeout"
  /** The caller cancelled. */
  | "cancelled";

/** Why there is no answer, by what the system, undici or the proxy has said: codes and statuses, never words. */
export function lostReason(error: unknown): LostReason {
  if (error instanceof ProxyError) return proxyReason(error);
  const code = codeOf(error);
  if (code === undefined) return "cut";
  return reasons[code] ?? (tlsProblem(code) === undefined ? "cut" : "unusable");
}

const reasons: Readonly<Record<string, LostReason>> = {
  ENOTFOUND: "unusable",
  EAI_AGAIN: "unreachable",
  ECONNREFUSED: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  UND_ERR_CONNECT_TIMEOUT: "unreachable",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
};

/** Whatever happens between here and the proxy, the service got nothing. Another try may help unless it says no. */
function proxyReason({ status, reasonCode: code }: ProxyError): LostReason {
  if (status !== undefined) return status >= 500 ? "unreachable" : "unusable";
  return code === "ENOTFOUND" || tlsProblem(code) !== undefined ? "unusable" : "unreachable";
}

const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : undefined;
};

/** What happened, where, and what to do next. */
export function lostText(reason: LostReason, origin: string, cause: unknown): string {
  if (cause instanceof ProxyError) return proxyText(cause, origin);
  const code = codeOf(cause);
  const why = code === undefined ? "" : ` (${code})`;
  const problem = tlsProblem(code);
  if (reason === "unusable" && code !== undefined && problem !== undefined) {
    return tlsText(problem, origin, code);
  }
  return {
    unusable: `${origin} is not an address to send requests to${why}. Check ${whereToSet("baseUrl")}.`,
    unreachable: `can't reach ${origin}${why}. Check ${whereToSet("baseUrl")} and the network.`,
    cut: `the connection was cut before the answer was complete${why}. Try again later.`,
    timeout: `no answer in time${why}. Raise comm100:timeoutSeconds if the service is this slow.`,
    cancelled: "was cancelled.",
  }[reason];
}

function proxyText({ proxy, status, reasonCode: code }: ProxyError, origin: string): string {
  const name = `the proxy ${proxy.address} of ${proxy.variable}`;
  const without = `name ${new URL(origin).hostname} in NO_PROXY, if it can be reached without a proxy`;
  const problem = tlsProblem(code);
  if (problem !== undefined && code !== undefined) return tlsText(problem, name, code);
  if (status === undefined) {
    return `can't reach ${name}${code === undefined ? "" : ` (${code})`}. Check ${proxy.variable}, or ${without}.`;
  }
  if (status === 407) {
    return `${name} asks for other credentials (407). Set ${proxy.variable} to http://user:password@… as the proxy's operator says.`;
  }
  if (status >= 500)
    return `${name} can't reach ${origin} (${status}). Check ${whereToSet("baseUrl")}, or try again later.`;
  return `${name} doesn't let requests through to ${origin} (${status}). Ask its operator to allow that, or ${without}.`;
}
