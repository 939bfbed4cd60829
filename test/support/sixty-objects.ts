import type { Properties } from "../../provider/core/definition";
import { siteParts } from "../../provider/core/site-parts";
import { definitions } from "../../provider/definitions";
import { planSite } from "../../provider/site-document/plan";
import { people } from "./arbitrary";
import { siteDescription } from "./site-description";

/**
 * The description of a site of 60 objects: every kind with all its fields, some kinds many times, and bans for the
 * rest.
 *
 * @param edition a word in the texts of many: the same objects with another word have other values
 */
export function sixtyObjects(seed = 1, edition = "first"): Properties {
  const everyKind = siteDescription(seed) as Record<string, Properties[]>;
  const described = { ...everyKind, ...manyOfSomeKinds(everyKind, edition) };
  const missing = 60 - planSite(siteParts(definitions), "", described, []).length;
  if (missing < 0)
    throw new Error(`${60 - missing} objects: make fewer of some kinds below, so that bans fill up`);
  const bans = named(missing, (index) => ({ type: "ip", ip: `192.0.2.${index}`, comment: edition }));
  return { ...described, bans: [...(everyKind.bans ?? []), ...bans] };
}

const named = (count: number, make: (index: number) => Properties) =>
  Array.from({ length: count }, (_, index) => make(index + 1));

function manyOfSomeKinds(base: Record<string, Properties[]>, edition: string): Properties {
  const campaigns = named(3, (index) => ({
    name: `Campaign ${index}`,
    chatButton: { type: "image", isHideWhenOffline: true },
    chatWindow: { greetingMessage: `Welcome ${index}, ${edition}` },
    autoInvitations: [{ name: `Hello ${index}`, text: `May we help, ${edition}?` }],
    customRules: [{ name: `Rule ${index}`, isEnable: true, routeTo: "agent", routeToId: "7" }],
  }));
  return {
    campaigns: [...(base.campaigns ?? []), ...campaigns],
    customVariables: [
      ...(base.customVariables ?? []),
      ...named(4, (index) => ({ name: `Variable ${index}`, type: "text", value: `page.${edition}${index}` })),
    ],
    webhooks: [
      ...(base.webhooks ?? []),
      ...named(3, (index) => ({ event: "chatEnds", targetUrl: `https://hooks${index}.example.com/chats` })),
    ],
  };
}

/** What no request makes, and the description needs: an agent's status is one that the site names. */
export const peopleFor = ({ agents }: Properties): object => ({
  ...people,
  agentAwayStatuses: (agents as { status: string }[]).map(({ status }) => ({ name: status })),
});
