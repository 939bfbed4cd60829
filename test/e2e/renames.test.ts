import { expect, it } from "vitest";
import { onEachEngine } from "../engine/on-each-engine";
import { brief, idsOf, openSite, succeeded, writes } from "../support/site";

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
});
