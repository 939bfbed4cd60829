import type { Exchange } from "../../api/call-log";
import { connect } from "../../api/client";
import { ApiError, NoAnswerError } from "../../api/errors";
import type { ClientOptions, Credentials } from "../../api/options";
import { ProxyError } from "../../api/proxy-error";
import { selected } from "../../site-document/export";
import { type Access, accessOf, agentIn, firstProbe, type Outcome, probesFor, tryReading } from "./access";
import { accessFindings } from "./access-findings";
import { type Finding, messageOf, ok } from "./finding";
import { wayFindings } from "./way-findings";

/** The service's clock and this machine's may be this far apart without a word. In seconds. */
const toleratedSeconds = 60;

export interface SiteDiagnosis {
  findings: Finding[];
  /** Empty when the site can't be asked. */
  objects: Access[];
}

/**
 * Whether a site can be worked with: the way there, address, credentials, clock, and what the agent may read and write.
 *
 * @param only the parts of the site that matter, such as webhooks
 */
export async function diagnoseSite(
  options: ClientOptions,
  only: readonly string[] | undefined,
): Promise<SiteDiagnosis> {
  const parts = selected({ only });
  const probes = probesFor(parts);
  let skew: number | undefined;
  const onExchange = (exchange: Exchange) => {
    options.onExchange?.(exchange);
    skew ??= skewIn(exchange, Date.now());
  };
  const {
    call,
    close,
    options: checked,
  } = connect({ ...options, readOnly: true, maxRetries: 1, onExchange });
  try {
    const ways = wayFindings(checked, new URL(options.baseUrl).origin);
    if (ways.some(({ status }) => status === "error")) return { findings: ways, objects: [] };
    const first = firstProbe();
    const outcome = await tryReading(call, first);
    const basics = [...ways, ...basicFindings(options, outcome, skew)];
    if (basics.some(({ status }) => status === "error")) return { findings: basics, objects: [] };
    const others = probes.filter(({ kind }) => kind !== first.kind);
    const tried = await Promise.all(
      others.map(async (probe) => [probe.kind, await tryReading(call, probe)] as const),
    );
    const outcomes = new Map([[first.kind, outcome] as const, ...tried]);
    const agent = agentIn(outcomes, emailOf(options.credentials) ?? "");
    const objects = accessOf(parts, outcomes, agent);
    return { findings: [...basics, ...accessFindings(probes, outcomes, objects, agent)], objects };
  } finally {
    await close();
  }
}

function basicFindings(options: ClientOptions, { error }: Outcome, skew: number | undefined): Finding[] {
  const address = ok("address", `${options.baseUrl} answers.`);
  const clock = skew === undefined ? [] : [clockFinding(skew)];
  if (error instanceof ApiError) {
    return error.status === 401
      ? [address, refusedCredentials(options.credentials, error), ...clock]
      : [address, acceptedCredentials(options.credentials), ...clock];
  }
  if (error === undefined) return [address, acceptedCredentials(options.credentials), ...clock];
  // An answer that isn't the API's, or none: the client says which, and what to check.
  const isTokenRefused =
    !(error instanceof NoAnswerError) && skew !== undefined && "username" in options.credentials;
  const isProxy = error instanceof NoAnswerError && error.cause instanceof ProxyError;
  const about = isTokenRefused ? "credentials" : isProxy ? "way" : "address";
  return [...clock, { about, status: "error", text: messageOf(error) }];
}

const acceptedCredentials = (credentials: Credentials) =>
  ok("credentials", `${emailOf(credentials) ?? "The access token"} is accepted.`);

const refusedCredentials = (credentials: Credentials, error: ApiError): Finding => ({
  about: "credentials",
  status: "error",
  text: `${emailOf(credentials) ?? "The access token"} is refused (${error.status}${error.detail ? `: ${error.detail}` : ""}).`,
  advice:
    "apiKey" in credentials
      ? "The e-mail address has to be that of the agent whose API key it is, of this site: each site is on one apiN only. Is the key still in the control panel?"
      : "Is the password right, or the token still valid, and is the account on this site?",
});

function emailOf(credentials: Credentials): string | undefined {
  if ("email" in credentials) return credentials.email;
  return "username" in credentials ? credentials.username : undefined;
}

/** How far this machine's clock is ahead of the service's, in seconds; undefined when the answer doesn't say. */
function skewIn({ date }: Exchange, now: number): number | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : Math.round((now - time) / 1000);
}

function clockFinding(skew: number): Finding {
  const apart = Math.abs(skew);
  // The header has whole seconds, and an answer takes its time.
  if (apart <= 2) return ok("clock", "The same as the service's.");
  const text = `This machine's is ${apart} seconds ${skew > 0 ? "ahead of" : "behind"} the service's.`;
  return apart <= toleratedSeconds
    ? ok("clock", text)
    : {
        about: "clock",
        status: "warning",
        text,
        advice:
          "Set it by the network's time: certificates may count as expired, and times in exports would be wrong.",
      };
}
