import { whereToSet } from "../core/settings";
import type { ApiError } from "./errors";
import type { EndOf } from "./run-end";

/** How long a request waits in all for a service that asks it to slow down, in milliseconds. */
export const patience = 10 * 60_000;

/**
 * Which answers every further request would get, too. A 403 is about what the agent may do, or about the day's
 * limit: docs/api-notes.md#statuses.
 *
 * @param tokenPath where tokens come from: a 400 there refuses the credentials
 * @param advice what to do about credentials that were refused
 */
export function finalAnswers(tokenPath: string, advice: string): EndOf {
  return (error, wasAllowed) => {
    if (refusesCredentials(error, tokenPath)) {
      return { brief: "the credentials were refused", advice: `${advice} ${goesOn}` };
    }
    if (error.status === 429) return tooFast;
    if (error.status !== 403) return undefined;
    if (saysLimit.test(error.detail ?? "")) return usedUp;
    return wasAllowed ? presumablyUsedUp : undefined;
  };
}

const refusesCredentials = ({ status, path }: ApiError, tokenPath: string) =>
  status === 401 || (status === 400 && path === tokenPath);

/** A 403 has two reasons, and only the service's own words may tell which. */
const saysLimit = /\b(limit|quota|too many)/i;

const goesOn = "Nothing more was sent; the next run goes on from here.";

const usedUp = {
  brief: "the daily limit of requests is used up",
  advice: `The site's daily limit of requests is used up. ${goesOn} Other versions of this API count from 00:00 UTC on.`,
};

const presumablyUsedUp = {
  brief: "the daily limit of requests is presumably used up",
  advice: `Presumably the site's daily limit of requests is used up, as the same was allowed a moment ago; else the agent lacks the permission for just this object. ${goesOn}`,
};

const tooFast = {
  brief: "the service asked to slow down for too long",
  advice: `The service asked to slow down for longer than ${patience / 60_000} minutes. Set ${whereToSet("maxRequestsPerMinute")} to what it allows, or try again later. ${goesOn}`,
};
