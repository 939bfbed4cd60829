import { expect, it } from "vitest";
import { onEachEngine } from "../engine/on-each-engine";
import { idsOf, openSite } from "../support/site";

interface Names {
  campaign: string;
  invitation: string;
}

const first: Names = { campaign: "Sales", invitation: "Welcome" };

onEachEngine((engine) => {
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
