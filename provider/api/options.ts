import { Comm100Error } from "../core/errors";
import { type Dialect, dialects } from "../core/spelling";
import { didYouMean } from "../core/suggest";
import { type Credentials, checkCredentials } from "./credentials";
import type { Exchange } from "./exchange";
import { defaultRetryPolicy, type RetryPolicy } from "./retry";

export type { Credentials };

export interface ClientOptions {
  /** The API's origin, such as https://api1.comm100.io: the number is that of the control panel's portalN. */
  baseUrl: string;
  credentials: Credentials;
  /** Where OAuth tokens come from. Default: portalN.comm100.io for apiN.comm100.io, else `baseUrl`; with /oauth/token. */
  tokenUrl?: string;
  /** Time limit of one request, in seconds. Default 30. */
  timeoutSeconds?: number;
  /** How many requests are under way at once at most. Default 8. */
  maxConcurrency?: number;
  /** Requests are spread so that no minute has more. Default: as many as the service lets through. */
  maxRequestsPerMinute?: number;
  /** How often a request is repeated at most after a passing failure. Default 5. */
  maxRetries?: number;
  /** Allows http to an address that isn't this machine's, so that credentials cross the network in clear. Default false. */
  allowInsecure?: boolean;
  /** Whose spelling of names and enum values goes out; both are always understood. Default published. */
  dialect?: Dialect;
  /** Refuses to send anything but GET, and requests for tokens. Default false. */
  readOnly?: boolean;
  /** Told of every request when it has ended, repetitions and requests for tokens included. Must not throw. */
  onExchange?: (exchange: Exchange) => void;
  /** Ends every request and every pause of the client when it is aborted; they fail with `NoAnswerError`. */
  signal?: AbortSignal;
  /** Told what a person who waits wants to know, such as that the service asks for a pause. */
  onNotice?: (message: string) => void;
  /** What the client takes from outside; for tests. */
  environment?: Partial<ClientEnvironment>;
}

export interface ClientEnvironment {
  now(): number;
  random(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Client options with every default filled in and every value checked. */
export interface CheckedOptions {
  origin: string;
  tokenUrl: URL;
  credentials: Credentials;
  timeout: number;
  maxConcurrency: number;
  maxRequestsPerMinute: number | undefined;
  onNotice: (message: string) => void;
  dialect: Dialect;
  readOnly: boolean;
  retryPolicy: RetryPolicy;
  signal: AbortSignal | undefined;
  onExchange: ((exchange: Exchange) => void) | undefined;
}

/** @throws Comm100Error for a value that can't be right, naming the option. */
export function checkOptions(options: ClientOptions): CheckedOptions {
  const base = parseUrl("baseUrl", options.baseUrl);
  const allowInsecure = options.allowInsecure ?? false;
  requireTls("baseUrl", base, allowInsecure);
  if (base.pathname !== "/" || base.search !== "" || base.hash !== "") {
    throw new Comm100Error(`baseUrl must be an origin such as https://api1.comm100.io, without a path.`);
  }
  const tokenUrl = options.tokenUrl ? parseUrl("tokenUrl", options.tokenUrl) : tokenUrlFor(base);
  requireTls("tokenUrl", tokenUrl, allowInsecure);
  return {
    origin: base.origin,
    tokenUrl,
    credentials: checkCredentials(options.credentials),
    signal: options.signal,
    onExchange: options.onExchange,
    readOnly: options.readOnly ?? false,
    dialect: knownDialect(options.dialect ?? "published"),
    timeout: inRange("timeoutSeconds", options.timeoutSeconds ?? 30, 0.1, 3600) * 1000,
    maxConcurrency: wholeInRange("maxConcurrency", options.maxConcurrency ?? 8, 1, 256),
    maxRequestsPerMinute:
      options.maxRequestsPerMinute === undefined
        ? undefined
        : wholeInRange("maxRequestsPerMinute", options.maxRequestsPerMinute, 1, 1_000_000),
    onNotice: options.onNotice ?? (() => undefined),
    retryPolicy: {
      ...defaultRetryPolicy,
      maxRetries: wholeInRange("maxRetries", options.maxRetries ?? defaultRetryPolicy.maxRetries, 0, 100),
    },
  };
}

function knownDialect(dialect: string): Dialect {
  const found = dialects.find((known) => known === dialect);
  if (found) return found;
  throw new Comm100Error(`dialect must be ${dialects.join(" or ")}.${didYouMean(dialect, dialects)}`);
}

function parseUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Comm100Error(`${name} must be an origin such as https://api1.comm100.io.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new Comm100Error(`${name} must not hold credentials: they have settings of their own.`);
  }
  return url;
}

/** As the URL standard spells hosts: of 127.1, 0x7f000001 and LOCALHOST nothing is left at this point. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/;

function requireTls(name: string, url: URL, allowInsecure: boolean): void {
  if (url.protocol === "https:" || loopback.test(url.hostname) || allowInsecure) return;
  throw new Comm100Error(
    `${name} must be https: over http the credentials could be read on the way. Set allowInsecure to send them all the same.`,
  );
}

/** The token endpoint is on the portal's host of the same number (docs/api-notes.md#hosts-and-tokens). */
function tokenUrlFor(base: URL): URL {
  const url = new URL("/oauth/token", base);
  url.hostname = base.hostname.replace(/^api(\d+\.comm100\.io)$/, "portal$1");
  return url;
}

function inRange(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new Comm100Error(`${name} must be a number from ${least} to ${most}.`);
}

function wholeInRange(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value)) return inRange(name, value, least, most);
  throw new Comm100Error(`${name} must be a whole number from ${least} to ${most}.`);
}
