import { connect } from "../api/client";
import type { ClientOptions } from "../api/options";
import { Comm100Error } from "../core/errors";
import type { SitePart } from "../core/site-parts";
import { noProgress, type Progress } from "../site-document/live-site";
import { deviationsIn } from "./answer-deviations";
import type { ReadAnswer, Unread } from "./asker";
import { isBelow, readEndpoints } from "./endpoints";
import { type Finding, findingsOf } from "./findings";
import { maskingFor } from "./masking";
import { readAnswers } from "./read-answers";
import { textsIn } from "./site-texts";

/** What the answers of a site have that the definitions don't: nothing in it is a value of the site. */
export interface ContractReport {
  /** How many calls were made. */
  calls: number;
  endpoints: readonly EndpointReport[];
  /** Endpoints that weren't asked, or didn't answer. */
  unread: readonly Unread[];
}

export interface EndpointReport {
  /** `GET /livechat/campaigns/{campaignId}/chatButton` */
  endpoint: string;
  answers: number;
  /** How many objects were compared. */
  objects: number;
  findings: readonly Finding[];
}

/**
 * Reads a live site, and holds each answer as it comes against the definitions. Sends nothing but GET.
 *
 * @param parts what of the site is looked at. Default: every endpoint
 * @throws Comm100Error when nothing can be read
 */
export async function checkContract(
  options: ClientOptions,
  parts?: readonly SitePart[],
  progress: Progress = noProgress,
): Promise<ContractReport> {
  let calls = 0;
  const onExchange: ClientOptions["onExchange"] = (exchange) => {
    options.onExchange?.(exchange);
    calls++;
  };
  // One answer that would end another run says nothing of the other endpoints.
  const connected = connect({ ...options, readOnly: true, maxRetries: 1, onExchange }, { endsRun: false });
  try {
    const wanted = readEndpoints().filter((one) => parts === undefined || isBelow(one, parts));
    const { answers, unread } = await readAnswers(connected.call, wanted, progress);
    if (answers.every(({ answer, body }) => answer.isError || "unreadable" in body)) throw nothingRead();
    return {
      calls,
      endpoints: reportsOf(
        wanted.map(({ name }) => name),
        answers,
      ),
      unread,
    };
  } finally {
    await connected.close();
  }
}

const nothingRead = () =>
  new Comm100Error(
    "No endpoint could be read, so there is nothing to compare. comm100 doctor says what is wrong.",
  );

function reportsOf(names: readonly string[], answers: readonly ReadAnswer[]): EndpointReport[] {
  const bodies = answers.map(({ body }) => ("json" in body ? body.json : undefined));
  const masked = maskingFor(textsIn(bodies));
  return names.flatMap((endpoint) => {
    const own = answers.filter((one) => one.endpoint.name === endpoint);
    const compared = own.map((one) => deviationsIn(one, masked));
    const objects = compared.reduce((sum, one) => sum + one.objects, 0);
    const findings = findingsOf(compared.flatMap(({ deviations }) => deviations));
    return own.length === 0 ? [] : [{ endpoint, answers: own.length, objects, findings }];
  });
}
