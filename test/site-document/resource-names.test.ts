import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Properties } from "../../provider/core/definition";
import { siteParts } from "../../provider/core/site-parts";
import { definitions } from "../../provider/definitions";
import { planSite } from "../../provider/site-document/plan";
import { tellingNames } from "../../provider/site-document/resource-names";

const planned = (document: Properties) => planSite(siteParts(definitions), "shop", document, []);

/** The names of resources by what tells their objects apart. */
const namesIn = (document: Properties): Map<string, string> =>
  new Map(
    planned(document).map(({ entry, owner, name }) => [JSON.stringify([owner?.entry.name, entry]), name]),
  );

const path = fc.stringMatching(/^[a-z0-9/?=.-]{0,12}$/);
const webhook = fc.record({
  event: fc.constantFrom("chatEnds", "chatStarts"),
  targetUrl: fc
    .tuple(fc.constantFrom("https", "http"), fc.constantFrom("a.example.com", "b.example.com:8443"), path)
    .map(([scheme, host, rest]) => `${scheme}://${host}/${rest}`),
});
const ban = fc.oneof(
  fc.record({ type: fc.constant("ip"), ip: fc.ipV4() }),
  fc.record({ type: fc.constant("ipRange"), ipRangeFrom: fc.ipV4(), ipRangeTo: fc.ipV4() }),
);
const word = fc.stringMatching(/^[a-c/ ]{1,4}$/);
const campaign = fc.record({
  name: word,
  autoInvitations: fc.uniqueArray(fc.record({ name: word, text: fc.constant("Hello") }), {
    selector: ({ name }) => name,
    maxLength: 3,
  }),
});
const document = fc.record({
  webhooks: fc.uniqueArray(webhook, { selector: ({ event, targetUrl }) => event + targetUrl, maxLength: 6 }),
  bans: fc.uniqueArray(ban, { selector: (one) => JSON.stringify(one), maxLength: 4 }),
  campaigns: fc.uniqueArray(campaign, { selector: ({ name }) => name, maxLength: 4 }),
});

describe("the name of a resource", () => {
  it("depends on the object alone: not on its place, nor on its neighbours", () => {
    fc.assert(
      fc.property(document, fc.nat(), (site, seed) => {
        const all = namesIn(site);
        const [webhooks, bans] = [site.webhooks, site.bans].map((list) =>
          [...(list as object[])].reverse().filter((_one, index) => (index + seed) % 2 === 0),
        );
        const fewer = namesIn({ ...site, webhooks, bans, campaigns: [...site.campaigns].reverse() });
        for (const [entry, name] of fewer) expect(name).toBe(all.get(entry));
      }),
    );
  });

  it("is no other object's", () => {
    fc.assert(
      fc.property(document, (site) => {
        const names = planned(site).map(({ part, name }) => `${part.definition.name} ${name}`);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it("holds of an address the host, and a digest that is the same in every spelling and release", () => {
    const webhooks = [
      { event: "chatEnds", targetUrl: "https://hooks.example.com/obviously-fake-token" },
      { event: "chatEnded", targetUrl: "https://hooks.example.com/obviously-fake-token" },
    ];
    const [one, other] = planned({ webhooks });
    expect(one?.name).toBe("shop/chatEnds hooks.example.com c77afef7");
    expect(other?.name.slice(-8)).toBe(one?.name.slice(-8));
    expect(planned({ bans: [{ type: "ip", ip: "192.0.2.1" }] })[0]?.name).toBe("shop/ip 192.0.2.1");
  });

  it("is followed by those of earlier releases, as far as each is of one object alone", () => {
    const hook = (rest: string, more: object = {}) => ({
      event: "chatEnds",
      targetUrl: `https://hooks.example.com/${rest}`,
      ...more,
    });
    const former = (webhooks: readonly object[]) => [...tellingNames(planned({ webhooks })).values()];
    const plain = "shop/chatEnds hooks.example.com";
    expect(former([hook("a"), hook("b"), hook("c")])).toEqual([[plain], [`${plain} 2`], [`${plain} 3`]]);
    expect(former([hook("a"), hook("b", { resourceName: "chatEnds hooks.example.com 2" })])).toEqual([
      [plain],
      [],
    ]);
    expect(former([hook("a"), hook("b", { resourceName: "chatEnds hooks.example.com" })])).toEqual([[], []]);
  });
});
