import type { StackSettings } from "../api/settings";
import { Comm100Error } from "../core/errors";

/** The state is of another site than the configured one. Every object in it would meet the same error. */
export class WrongSiteError extends Comm100Error {
  override name = "WrongSiteError";
  /** The cause in a few words. */
  readonly brief = "the state is of another site";
}

/** Whether what the state has of an object is about the configured site. A state of before sites were noted is. */
export type Standing = "here" | "moved";

/**
 * Keeps a state from being applied to another site than it is of: everything in it would look deleted there, and what
 * objects were before they were managed would be written to the wrong site.
 *
 * @param site the origin that the state has noted
 * @throws WrongSiteError that names both sites, for one that is neither the configured one nor the one that has moved there
 */
export function standingOf(site: unknown, configured: StackSettings): Standing {
  if (typeof site !== "string" || site === configured.site) return "here";
  if (site === configured.movedFrom) return "moved";
  throw new WrongSiteError(
    [
      `This stack's state is of the site ${site}, and comm100:baseUrl is ${configured.site}. Nothing was sent.`,
      `If the same site has moved to another host: pulumi config set comm100:movedFrom ${site}, then pulumi up.`,
      "If it is another site: give it a stack of its own (pulumi stack init).",
      `If the address was changed by mistake: pulumi config set comm100:baseUrl ${site}.`,
    ].join(" "),
  );
}
