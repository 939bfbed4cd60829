import { expect, it } from "vitest";
import { onEachEngine } from "../engine/on-each-engine";
import { brief, openSite, succeeded, writes } from "../support/site";

const program = `
  const sales = new comm100.Campaign("sales", { name: "Sales", description: "Questions before buying" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "textLink", textLinkButtonText: "Chat", allowedDomains: ["a.example", "b.example"] });
  new comm100.AutoInvitation("hello", {
    campaignId: sales.id, name: "Hello", textColor: "#AABBCC", isEnable: true,
    conditions: [{ field: "City", operator: "is", value: "Oslo" }],
  });
  new comm100.CustomVariable("cart", { name: "Cart", type: "integer", value: "cart.count" });
  new comm100.Webhook("archive", { event: "chatStarted", targetUrl: "https://hooks.example.com/a" });
`;

const changed = program
  .replace("Questions before buying", "All questions")
  .replace('"Chat"', '"Talk to us"')
  .replace('value: "Oslo"', 'value: "Bergen"')
  .replace('"cart.count"', '"cart.size"')
  .replace("hooks.example.com/a", "hooks.example.com/b");

const released = program
  .replace(', description: "Questions before buying"', "")
  .replace(', textLinkButtonText: "Chat"', "")
  .replace(', textColor: "#AABBCC"', "")
  .replace(', value: "cart.count"', "");

onEachEngine((engine) => {
  it("creates, leaves alone, changes, repairs and deletes objects of every kind", async () => {
    const { emulator, apply, find, stack, project } = await openSite(engine);

    project.write(program);
    const preview = succeeded(await stack.preview());
    expect(preview.counts).toMatchObject({ create: 5, update: 0 });
    expect(await emulator.requests()).toEqual([]);

    expect((await apply(program)).counts).toMatchObject({ create: 5 });
    expect((await emulator.requests()).sort()).toEqual([
      "GET /campaigns",
      "GET /campaigns/{id}/chatButton",
      "GET /campaigns/{id}/invitation/autoInvitations",
      "GET /customVariables",
      "GET /webhooks",
      "POST /campaigns",
      "POST /campaigns/{id}/invitation/autoInvitations",
      "POST /customVariables",
      "POST /webhooks",
      "PUT /campaigns/{id}/chatButton",
    ]);
    const { id } = await find("/campaigns");
    expect(await find("/campaigns")).toMatchObject({ name: "Sales", description: "Questions before buying" });
    expect(await find(`/campaigns/${id}/invitation/autoInvitations`)).toMatchObject({ textColor: "#AABBCC" });
    expect(await find("/webhooks")).toMatchObject({ event: "chatStarts" });

    await emulator.forgetRequests();
    expect(brief(await apply(program))).toEqual([]);
    expect(await emulator.requests()).toEqual([]);

    expect(brief(await apply(changed))).toEqual([
      "update archive targetUrl",
      "update button textLinkButtonText",
      "update cart value",
      "update hello conditions[0].value",
      "update sales description",
    ]);
    expect((await emulator.requests()).sort()).toEqual([
      "GET /campaigns/{id}",
      "GET /campaigns/{id}/chatButton",
      "GET /campaigns/{id}/invitation/autoInvitations/{id}",
      "GET /customVariables/{id}",
      // Its target is in its natural key: the list shows whether another webhook has that already.
      "GET /webhooks",
      "GET /webhooks/{id}",
      "PUT /campaigns/{id}",
      "PUT /campaigns/{id}/chatButton",
      "PUT /campaigns/{id}/invitation/autoInvitations/{id}",
      "PUT /customVariables/{id}",
      "PUT /webhooks/{id}",
    ]);
    expect(await find("/customVariables")).toMatchObject({
      name: "Cart",
      type: "integer",
      value: "cart.size",
    });

    await emulator.forgetRequests();
    const destroyed = succeeded(await stack.destroy());
    expect(destroyed.counts).toMatchObject({ delete: 5 });
    // What goes with the campaign needs no call.
    expect((await emulator.requests()).sort()).toEqual([
      "DELETE /campaigns/{id}",
      "DELETE /customVariables/{id}",
      "DELETE /webhooks/{id}",
    ]);
    for (const path of ["/campaigns", "/customVariables", "/webhooks"]) {
      expect(await emulator.call("GET", path)).toEqual([]);
    }
  });

  it("shows drift of managed fields only, property by property, and puts it right", async () => {
    const { emulator, apply, find, stack } = await openSite(engine);
    await apply(program);
    const campaign = await find("/campaigns");
    const below = `/campaigns/${campaign.id}`;
    const invitation = await find(`${below}/invitation/autoInvitations`);
    const button = await emulator.call<object>("GET", `${below}/chatButton`);
    const variable = await find("/customVariables");
    const webhook = await find("/webhooks");
    const behind = async (path: string, body: object) => emulator.call("PUT", path, body);
    await behind(below, { ...campaign, description: "Changed", language: "German" });
    await behind(`${below}/chatButton`, {
      ...button,
      textLinkButtonText: "Changed",
      isHideWhenOffline: true,
    });
    await behind(`${below}/invitation/autoInvitations/${invitation.id}`, {
      ...invitation,
      textColor: "#aabbcc",
      textSize: "large",
      conditions: [{ field: "City", operator: "is", value: "Rome", order: 5 }],
    });
    await behind(`/customVariables/${variable.id}`, {
      ...variable,
      type: "text",
      hyperlink: "https://example.com",
    });
    await behind(`/webhooks/${webhook.id}`, { ...webhook, event: "chatEnds" });
    await emulator.forgetRequests();

    const refreshed = succeeded(await stack.refresh());
    expect(brief(refreshed)).toEqual([
      "update archive event",
      "update button textLinkButtonText",
      "update cart type",
      "update hello conditions[0].value",
      "update sales description",
    ]);
    expect(refreshed.steps.find((step) => step.name === "sales")?.differences).toEqual([
      {
        path: "description",
        kind: "update",
        old: "Questions before buying",
        new: "Changed",
        replaces: false,
      },
    ]);
    expect(writes(await emulator.requests())).toEqual([]);

    expect((await apply(program)).counts).toMatchObject({ update: 5 });
    expect(await find("/campaigns")).toMatchObject({
      description: "Questions before buying",
      language: "German",
    });
    expect(await emulator.call("GET", `${below}/chatButton`)).toMatchObject({
      textLinkButtonText: "Chat",
      isHideWhenOffline: true,
    });
    expect(await find(`${below}/invitation/autoInvitations`)).toMatchObject({
      textSize: "large",
      // The person's spelling of the declared value: there is nothing to write.
      textColor: "#aabbcc",
    });
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
  });

  it("creates again what was deleted remotely", async () => {
    const { emulator, apply, find, stack } = await openSite(engine);
    await apply(program);
    const before = await find("/campaigns");
    await emulator.call("DELETE", `/campaigns/${before.id}`);
    await emulator.call("DELETE", `/customVariables/${(await find("/customVariables")).id}`);
    await emulator.call("DELETE", `/webhooks/${(await find("/webhooks")).id}`);
    expect(succeeded(await stack.refresh()).counts).toMatchObject({ delete: 5 });
    expect((await apply(program)).counts).toMatchObject({ create: 5 });
    expect((await find("/campaigns")).id).not.toBe(before.id);
    expect(await find("/webhooks")).toMatchObject({ event: "chatStarts" });
  });

  it("releases a field that leaves the program: it writes nothing and watches it no more", async () => {
    const { emulator, apply, find, stack } = await openSite(engine);
    await apply(program);
    await emulator.forgetRequests();
    expect(brief(await apply(released))).toEqual([
      "update button textLinkButtonText",
      "update cart value",
      "update hello textColor",
      "update sales description",
    ]);
    expect(await emulator.requests()).toEqual([]);

    const campaign = await find("/campaigns");
    await emulator.call("PUT", `/campaigns/${campaign.id}`, { ...campaign, description: "Changed" });
    const button = await emulator.call<object>("GET", `/campaigns/${campaign.id}/chatButton`);
    await emulator.call("PUT", `/campaigns/${campaign.id}/chatButton`, {
      ...button,
      textLinkButtonText: "Changed",
    });
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    expect(brief(await apply(released))).toEqual([]);
    // The same when another field of the object drifts.
    await emulator.call("PUT", `/campaigns/${campaign.id}`, {
      ...campaign,
      name: "Renamed",
      description: "Again",
    });
    expect(brief(succeeded(await stack.refresh()))).toEqual(["update sales name"]);
    await apply(released);
    expect(await find("/campaigns")).toMatchObject({ name: "Sales", description: "Again" });
  });

  it("has an output without a value for what isn't declared, which can be declared later", async () => {
    const { apply } = await openSite(engine);
    const withOutputs = (declared: string) => `
      const cart = new comm100.CustomVariable("cart", { name: "Cart", type: "integer", ${declared} });
      exports.known = cart.name;
      exports.hyperlink = cart.hyperlink.apply((link) => link ?? "no link");
      exports.adopt = cart.adopt.apply((adopt) => adopt ?? "not said");`;
    const without = { known: "Cart", hyperlink: "no link", adopt: "not said" };
    expect((await apply(withOutputs("hyperlink: undefined"))).outputs).toEqual(without);
    const later = await apply(withOutputs('hyperlink: "https://shop.example.com"'));
    expect(later.outputs).toEqual({ ...without, hyperlink: "https://shop.example.com" });
    expect((await apply(withOutputs(""))).outputs).toEqual(without);
  });
});
