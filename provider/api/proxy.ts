import { Comm100Error } from "../core/errors";
import { isLoopback } from "./loopback";

/** What stands between this machine and the service. */
export interface ProxyServer {
  /** Its origin: credentials are never a part of it, so it may be shown. */
  address: string;
  /** The environment variable that names it. */
  variable: string;
  /** What goes to the proxy, and to nobody else, as Proxy-Authorization. */
  authorization: string | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for an address; undefined where requests go there directly.
 *
 * The variables are read as undici's EnvHttpProxyAgent reads them. That one doesn't tell which way a request takes, which
 * errors and `comm100 doctor` have to say, and it would send to a proxy what is meant for this machine.
 *
 * @throws Comm100Error for a variable that names no proxy
 */
export function proxyFor(url: URL, environment: Variables = process.env): ProxyServer | undefined {
  if (isLoopback(url.hostname) || isExempt(url, named(environment, "NO_PROXY")?.value ?? ""))
    return undefined;
  const forHttp = named(environment, "HTTP_PROXY");
  const chosen = url.protocol === "https:" ? (named(environment, "HTTPS_PROXY") ?? forHttp) : forHttp;
  return chosen && proxyIn(chosen);
}

interface Named {
  variable: string;
  value: string;
}

/** In lower case first; one that is empty is not set, and hides the other one. */
function named(environment: Variables, upperCase: string): Named | undefined {
  const variable = [upperCase.toLowerCase(), upperCase].find((name) => environment[name] !== undefined);
  const value = variable === undefined ? "" : (environment[variable] ?? "").trim();
  return variable === undefined || value === "" ? undefined : { variable, value };
}

/** NO_PROXY has names, each with all below it, and `*` for all; a port restricts an entry. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const ownPort = port || (protocol === "https:" ? "443" : "80");
  return list.split(/[,\s]+/).some((entry) => {
    const [, host = "", onlyPort = ownPort] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
    const name = host.replace(/^\*?\./, "").toLowerCase();
    const isIt = name === "*" || hostname === name || hostname.endsWith(`.${name}`);
    return name !== "" && onlyPort === ownPort && isIt;
  });
}

/** The value isn't shown: it may hold a password. */
function proxyIn({ variable, value }: Named): ProxyServer {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw noProxy(variable);
  return { address: url.origin, variable, authorization: authorizationIn(variable, url) };
}

function authorizationIn(variable: string, { username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
  } catch {
    throw noProxy(variable);
  }
}

const noProxy = (variable: string) =>
  new Comm100Error(
    `The environment variable ${variable} is not the address of a proxy, such as http://proxy.example.com:3128 or http://user:password@proxy.example.com:3128, with %40 for @ and so on in user and password. Set it right, or name the site in NO_PROXY.`,
  );
