import type { Properties } from "../../provider/core/definition";
import { siteDescription } from "./site-description";

/** The description of a site of 60 objects: every kind with all its fields, and some kinds many times. */
export function sixtyObjects(seed = 1): Properties {
  const base = siteDescription(seed) as Record<string, Properties[]>;
  const named = (count: number, make: (index: number) => Properties) =>
    Array.from({ length: count }, (_, index) => make(index + 1));
  const campaigns = named(3, (index) => ({
    name: `Campaign ${index}`,
    chatButton: { type: "image", isHideWhenOffline: true },
    chatWindow: { greetingMessage: `Welcome ${index}` },
    autoInvitations: [{ name: `Hello ${index}`, text: "May we help?" }],
    customRules: [{ name: `Rule ${index}`, isEnable: true, routeTo: "agent", routeToId: "7" }],
  }));
  return {
    ...base,
    campaigns: [...(base.campaigns ?? []), ...campaigns],
    customVariables: [
      ...(base.customVariables ?? []),
      ...named(4, (index) => ({ name: `Variable ${index}`, type: "text", value: `page.v${index}` })),
    ],
    webhooks: [
      ...(base.webhooks ?? []),
      ...named(3, (index) => ({ event: "chatEnds", targetUrl: `https://hooks${index}.example.com/chats` })),
    ],
    bans: [...(base.bans ?? []), ...named(7, (index) => ({ type: "ip", ip: `192.0.2.${index}` }))],
  };
}

/** What no request makes, and the description needs: an agent's status is one that the site names. */
export const peopleFor = ({ agents }: Properties): object => ({
  agents: [{ id: 7, email: "ann@example.com" }],
  agentAwayStatuses: (agents as { status: string }[]).map(({ status }) => ({ name: status })),
});
