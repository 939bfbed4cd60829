import { factsOfSetting, type Setting } from "../core/settings";
import { type Dialect, dialects } from "../core/spelling";
import { didYouMean } from "../core/suggest";
import type { ClientSettings } from "../generated/client-settings";
import type { Exchange } from "./call-log";
import { type Credentials, checkCredentials } from "./credentials";
import { isLoopback } from "./loopback";
import type { ClientOptions } from "./options";
import { rerouted } from "./reroute";
import { defaultRetryPolicy, type RetryPolicy } from "./retry-rules";
import { SettingError } from "./setting-error";

/** Client options with every default filled in and every value checked. */
export interface CheckedOptions {
  /** Where requests are sent. The site itself is called by the options' `baseUrl`. */
  origin: string;
  tokenUrl: URL;
  credentials: Credentials;
  timeout: number;
  /** How long a creation in doubt is looked for, in milliseconds. */
  lookUpTime: number;
  maxConcurrency: number;
  maxRequestsPerMinute: number | undefined;
  onNotice: (message: string) => void;
  dialect: Dialect;
  readOnly: boolean;
  retryPolicy: RetryPolicy;
  signal: AbortSignal | undefined;
  onExchange: ((exchange: Exchange) => void) | undefined;
}

/** @throws SettingError for a value that can't be right, naming the option. */
export function checkOptions(options: ClientOptions): CheckedOptions {
  const base = rerouted(new URL(originIn("baseUrl", options.baseUrl)));
  const allowInsecure = options.allowInsecure ?? false;
  requireTls("baseUrl", base, allowInsecure);
  const tokenUrl = options.tokenUrl ? rerouted(parseUrl("tokenUrl", options.tokenUrl)) : tokenUrlFor(base);
  requireTls("tokenUrl", tokenUrl, allowInsecure);
  return {
    origin: base.origin,
    tokenUrl,
    credentials: checkCredentials(options.credentials),
    signal: options.signal,
    onExchange: options.onExchange,
    readOnly: options.readOnly ?? false,
    dialect: dialectIn(options),
    timeout: numberIn(options, "timeoutSeconds") * 1000,
    lookUpTime: numberIn(options, "lookUpSeconds") * 1000,
    maxConcurrency: numberIn(options, "maxConcurrency"),
    maxRequestsPerMinute:
      options.maxRequestsPerMinute === undefined ? undefined : numberIn(options, "maxRequestsPerMinute"),
    onNotice: options.onNotice ?? (() => undefined),
    retryPolicy: { ...defaultRetryPolicy, maxRetries: numberIn(options, "maxRetries") },
  };
}

function dialectIn({ dialect = "published" }: ClientOptions): Dialect {
  if (dialects.includes(dialect)) return dialect;
  throw new SettingError("dialect", `must be ${dialects.join(" or ")}.${didYouMean(dialect, dialects)}`);
}

/** The option or its default; refused where it is out of its bounds. */
function numberIn(options: ClientOptions, setting: NumberSetting): number {
  const { default: assumed, type, minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = factsOfSetting(setting);
  const value = options[setting] ?? Number(assumed);
  const isWhole = type === "wholeNumber";
  if (value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value))) return value;
  throw new SettingError(
    setting,
    `must be a ${isWhole ? "whole " : ""}number from ${minimum} to ${maximum}.`,
  );
}

type NumberSetting = {
  [Name in keyof ClientSettings & Setting]-?: number extends ClientSettings[Name] ? Name : never;
}[keyof ClientSettings & Setting];

/** @throws SettingError for a text that isn't the address of a site */
export function originIn(name: string, text: string): string {
  const url = parseUrl(name, text);
  if (url.pathname === "/" && url.search === "" && url.hash === "") return url.origin;
  throw new SettingError(name, "must be an origin such as https://api1.comm100.io, without a path.");
}

function parseUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new SettingError(name, "must be an origin such as https://api1.comm100.io.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new SettingError(name, "must not hold credentials: they have settings of their own.");
  }
  return url;
}

function requireTls(name: string, url: URL, allowInsecure: boolean): void {
  if (url.protocol === "https:" || isLoopback(url.hostname) || allowInsecure) return;
  throw new SettingError(
    name,
    "must be https: over http the credentials could be read on the way. Set allowInsecure to send them all the same.",
  );
}

/** The token endpoint is on the portal's host of the same number (docs/api-notes.md#hosts-and-tokens). */
function tokenUrlFor(base: URL): URL {
  const url = new URL("/oauth/token", base);
  url.hostname = base.hostname.replace(/^api(\d+\.comm100\.io)$/, "portal$1");
  return url;
}
