import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { brief, openSite, succeeded, writes } from "../support/site";

const campaigns = (first: string) => `
  const first = new comm100.Campaign("first", { name: "${first}" });
  const second = new comm100.Campaign("second", { name: "Second" });
`;

describe.each([findEngine()])("on $name", (engine) => {
  it("renames a campaign in place, and leaves what belongs to it alone", async () => {
    const { apply, find, emulator } = await openSite(engine);
    const rest = `new comm100.ChatButton("button", { campaignId: first.id, type: "image" });`;
    await apply(campaigns("First") + rest);
    const { id } = await find("/campaigns", { name: "First" });
    await emulator.forgetRequests();
    expect(brief(await apply(campaigns("Renamed") + rest))).toEqual(["update first name"]);
    // The list shows whether another campaign has the name.
    expect(await emulator.requests()).toEqual([
      "GET /campaigns",
      "GET /campaigns/{id}",
      "PUT /campaigns/{id}",
    ]);
    expect((await find("/campaigns", { name: "Renamed" })).id).toBe(id);
  });

  it("replaces an object that moves to another campaign", async () => {
    const { apply, emulator, find, stack } = await openSite(engine);
    const below = (campaign: string) => `
      new comm100.ChatButton("button", { campaignId: ${campaign}.id, type: "image" });
      new comm100.AutoInvitation("hello", { campaignId: ${campaign}.id, name: "Hello" });`;
    await apply(campaigns("First") + below("first"));
    const first = (await find("/campaigns", { name: "First" })).id;
    const second = (await find("/campaigns", { name: "Second" })).id;
    const moved = await apply(campaigns("First") + below("second"));
    expect(brief(moved)).toEqual(["replace button campaignId", "replace hello campaignId"]);
    expect(moved.steps.flatMap((step) => step.differences).map((one) => one.replaces)).toEqual([true, true]);
    expect(await emulator.call("GET", `/campaigns/${first}/chatButton`)).toMatchObject({ type: "adaptive" });
    expect(await emulator.call("GET", `/campaigns/${second}/chatButton`)).toMatchObject({ type: "image" });
    expect(await emulator.call("GET", `/campaigns/${first}/invitation/autoInvitations`)).toEqual([]);
    expect(await emulator.call("GET", `/campaigns/${second}/invitation/autoInvitations`)).toHaveLength(1);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
  });

  it("honours ignoreChanges", async () => {
    const { apply, emulator, find, stack } = await openSite(engine);
    const variable = (value: string) =>
      `new comm100.CustomVariable("cart", { name: "Cart", type: "text", value: "${value}" }, { ignoreChanges: ["value"] });`;
    await apply(variable("one"));
    await emulator.forgetRequests();
    expect(brief(await apply(variable("two")))).toEqual([]);
    expect(await emulator.requests()).toEqual([]);
    const live = await find("/customVariables");
    await emulator.call("PUT", `/customVariables/${live.id}`, { ...live, value: "three" });
    await stack.refresh();
    expect(brief(await apply(variable("two")))).toEqual([]);
    expect(await find("/customVariables")).toMatchObject({ value: "three" });
  });

  it("leaves what ignoreChanges names to the site, also when another field is written", async () => {
    const { apply, emulator, find } = await openSite(engine);
    const variable = (value: string) =>
      `new comm100.CustomVariable("cart", { name: "Cart", type: "text", value: "${value}", hyperlink: "https://program.example" }, { ignoreChanges: ["hyperlink"] });`;
    await apply(variable("one"));
    const live = await find("/customVariables");
    const hyperlink = "https://console.example";
    await emulator.call("PUT", `/customVariables/${live.id}`, { ...live, hyperlink });
    expect(brief(await apply(variable("two")))).toEqual(["update cart value"]);
    expect(await find("/customVariables")).toMatchObject({ value: "two", hyperlink });
  });

  it("honours replaceOnChanges, with the old object gone before the new one takes its name", async () => {
    const { apply, emulator, find } = await openSite(engine);
    const variable = (value: string) =>
      `new comm100.CustomVariable("cart", { name: "Cart", type: "text", value: "${value}" }, { replaceOnChanges: ["value"] });`;
    await apply(variable("one"));
    const { id } = await find("/customVariables");
    await emulator.forgetRequests();
    expect(brief(await apply(variable("two")))).toEqual(["replace cart value"]);
    expect(writes(await emulator.requests())).toEqual([
      "DELETE /customVariables/{id}",
      "POST /customVariables",
    ]);
    expect((await find("/customVariables")).id).not.toBe(id);
  });

  it("keeps what is protected", async () => {
    const { apply, find, stack } = await openSite(engine);
    await apply(`new comm100.CustomVariable("cart", { name: "Cart", type: "text" }, { protect: true });`);
    const destroyed = await stack.destroy();
    expect(destroyed.succeeded).toBe(false);
    expect(await find("/customVariables")).toMatchObject({ name: "Cart" });
  });
});
