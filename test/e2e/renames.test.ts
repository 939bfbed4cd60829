import { describe, expect, it } from "vitest";
import { onEachEngine } from "../engine/on-each-engine";
import { brief, openSite, type Site, succeeded, writes } from "../support/site";

/** The objects of a stack by their kinds and ids: a rename keeps them. */
async function idsOf({ stack }: Site): Promise<string[]> {
  const { resources = [] } = (await stack.export()).deployment;
  return resources.flatMap(({ type, id, inputs }) => (inputs?.__kind ? [`${type} ${id}`] : [])).sort();
}

interface Names {
  campaign: string;
  invitation: string;
  form: string;
  others: string;
}

/** A site with one of everything that is found by a name; what it was called goes into `renamedFrom`. */
const describedSite = (now: Names, before: Partial<Names> = {}) => {
  const named = (kind: keyof Names) => ({
    name: now[kind],
    ...(before[kind] !== undefined && { renamedFrom: before[kind] }),
  });
  return `new comm100.LiveChatSite("shop", ${JSON.stringify({
    campaigns: [
      {
        ...named("campaign"),
        chatButton: { type: "textLink", textLinkButtonText: "Help" },
        autoInvitations: [{ ...named("invitation"), text: "May we help?" }],
        customRules: [{ ...named("others"), isEnable: true, routeTo: "agent", routeToId: "7" }],
        campaignFormFields: [
          {
            form: "preChat",
            field: { name: now.others, type: "textBox" },
            ...(before.others !== undefined && { renamedFrom: before.others }),
          },
        ],
      },
    ],
    dynamicCampaign: { defaultCampaignId: { campaign: now.campaign } },
    secureForms: [
      { ...named("form"), secureFormFields: [{ ...named("others"), displayName: "It", type: "text" }] },
    ],
    customVariables: [{ ...named("others"), type: "text" }],
    customerSegments: [
      {
        ...named("others"),
        color: "112233",
        conditions: [{ field: "Numberofvisits", operator: "isMoreThan", value: "3" }],
      },
    ],
    conversionActions: [{ ...named("others"), type: "url", operator: "contains", value: "/thanks" }],
  })});`;
};

const first: Names = { campaign: "Sales", invitation: "Welcome", form: "Payment", others: "Tier" };
const second: Names = { campaign: "Sales EU", invitation: "Hello", form: "Card", others: "Level" };

onEachEngine((engine) => {
  it("updates every object that is found by a name in place, with what is in it, and is harmless after that", async () => {
    const site = await openSite(engine);
    await site.emulator.load({ agents: [{ id: 7, email: "ann@example.com", displayName: "Ann" }] });
    await site.apply(describedSite(first));
    const ids = await idsOf(site);
    const renamed = describedSite(second, first);

    await site.emulator.forgetRequests();
    const { steps } = await site.apply(renamed);
    expect(new Set(steps.map(({ op }) => op))).toEqual(new Set(["same", "update"]));
    expect(writes(await site.emulator.requests()).filter((one) => !one.startsWith("PUT"))).toEqual([]);
    expect(await idsOf(site)).toEqual(ids);
    const campaign = await site.find<{ id: string }>("/campaigns", { name: "Sales EU" });
    expect(await site.emulator.call("GET", "/dynamicCampaign")).toMatchObject({
      defaultCampaignId: campaign.id,
    });

    for (const program of [renamed, describedSite(second)]) {
      site.project.write(program);
      expect(brief(succeeded(await site.stack.preview({ expectNoChanges: true })))).toEqual([]);
    }
  });

  it("knows the object by every combination of the names that it and its owner had", async () => {
    const site = await openSite(engine);
    const steps: [Partial<Names>, Partial<Names>][] = [
      [{ campaign: "Sales" }, {}],
      [{ campaign: "Shop" }, { campaign: "Sales", invitation: "Hello" }],
      [
        { campaign: "Shop", invitation: "Welcome back" },
        { campaign: "Sales", invitation: "Welcome" },
      ],
      [
        { campaign: "Store", invitation: "Hi" },
        { campaign: "Shop", invitation: "Welcome back" },
      ],
    ];
    let ids: unknown;
    for (const [now, before] of steps) {
      const { steps: done } = await site.apply(describedSiteOf({ ...first, ...now }, before));
      if (ids !== undefined) expect(done.filter(({ op }) => op !== "same" && op !== "update")).toEqual([]);
      ids ??= await idsOf(site);
      expect(await idsOf(site)).toEqual(ids);
    }
  });

  it("keeps an old name that is taken on the site by an object of nobody", async () => {
    const site = await openSite(engine);
    await site.apply(describedSiteOf(first, {}));
    const { id } = await site.find<{ id: string }>("/campaigns");
    await site.emulator.call("POST", "/campaigns", { name: "Sales EU" });
    site.project.write(describedSiteOf({ ...first, campaign: "Sales EU" }, { campaign: "Sales" }));
    const { succeeded: ended, output } = await site.stack.up();
    expect(ended).toBe(false);
    expect(output).toContain("the site has another one with it");
    expect(await site.emulator.call("GET", `/campaigns/${id}`)).toMatchObject({ name: "Sales" });
  });
});

const describedSiteOf = ({ campaign, invitation }: Names, before: Partial<Names>) =>
  `new comm100.LiveChatSite("shop", ${JSON.stringify({
    campaigns: [
      {
        name: campaign,
        ...(before.campaign !== undefined && { renamedFrom: before.campaign }),
        autoInvitations: [
          {
            name: invitation,
            text: "May we help?",
            ...(before.invitation !== undefined && { renamedFrom: before.invitation }),
          },
        ],
      },
    ],
  })});`;

describe("renamedFrom", () => {
  it("is refused at preview where it can't be true, with what to do", async () => {});
});
