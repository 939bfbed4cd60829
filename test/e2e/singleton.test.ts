import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { openSite, succeeded, writes } from "../support/site";

type Button = Record<string, unknown>;

describe.each([findEngine()])("on $name", (engine) => {
  /** A campaign that Pulumi doesn't manage, with a button that a person has set up. */
  async function siteWithCampaign() {
    const site = await openSite(engine);
    const { id } = await site.emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const path = `/campaigns/${id}/chatButton`;
    const original = await site.emulator.call<Button>("PUT", path, { type: "image", imageButtonXOffset: 7 });
    const button = () => site.emulator.call<Button>("GET", path);
    const program = (fields: string) =>
      `new comm100.ChatButton("button", { campaignId: "${id}", ${fields} });`;
    return { ...site, path, original, button, program };
  }

  it("gives the declared fields their earlier values back, and no others", async () => {
    const { apply, stack, button, program, emulator, path, original } = await siteWithCampaign();
    await apply(program(`type: "textLink", textLinkButtonText: "Chat", allowedDomains: ["a.example"]`));
    await emulator.call("PUT", path, { ...(await button()), isHideWhenOffline: true });
    succeeded(await stack.destroy());
    expect(await button()).toEqual({ ...original, isHideWhenOffline: true });
  });

  it("remembers fields that are declared later, and forgets those that are released", async () => {
    const { apply, stack, button, program, original } = await siteWithCampaign();
    await apply(program(`isHideWhenOffline: true, imageButtonXOffset: 1`));
    await apply(program(`imageButtonXOffset: 2, imageButtonYOffset: 3`));
    expect(await button()).toMatchObject({
      isHideWhenOffline: true,
      imageButtonXOffset: 2,
      imageButtonYOffset: 3,
    });
    succeeded(await stack.destroy());
    expect(await button()).toEqual({ ...original, isHideWhenOffline: true });
  });

  it("leaves the values with onDelete: retain", async () => {
    const { apply, stack, button, program, emulator } = await siteWithCampaign();
    await apply(program(`type: "textLink"`));
    await apply(program(`type: "textLink", onDelete: "retain"`));
    await emulator.forgetRequests();
    succeeded(await stack.destroy());
    expect(await emulator.requests()).toEqual([]);
    expect(await button()).toMatchObject({ type: "textLink" });
  });

  it("writes nothing when the declared values are there already", async () => {
    const { apply, emulator, program } = await siteWithCampaign();
    await emulator.forgetRequests();
    await apply(program(`type: "image"`));
    expect(writes(await emulator.requests())).toEqual([]);
  });

  it("takes a campaign that is gone for nothing to give back", async () => {
    const { apply, stack, emulator, program, path } = await siteWithCampaign();
    await apply(program(`type: "textLink"`));
    await emulator.call("DELETE", path.replace("/chatButton", ""));
    succeeded(await stack.destroy());
  });

  it("gives the button back when it alone leaves the program while the campaign stays", async () => {
    const { apply, find, emulator } = await openSite(engine);
    const campaign = `const sales = new comm100.Campaign("sales", { name: "Sales" });`;
    await apply(`${campaign} new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });`);
    await apply(campaign);
    const { id } = await find("/campaigns");
    expect(await emulator.call("GET", `/campaigns/${id}/chatButton`)).toMatchObject({ type: "adaptive" });
  });
});
