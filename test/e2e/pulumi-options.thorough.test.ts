import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { findEngine } from "../engine";
import { startTestEmulator } from "../support/emulator";
import { brief, openSite, succeeded, writes } from "../support/site";

const variable = (name: string, options = "{}", value = "a") =>
  `new comm100.CustomVariable("${name}", { name: "${name}", type: "text", value: "${value}" }, ${options});`;

async function openOtherSite() {
  const other = await startTestEmulator();
  onTestFinished(() => other.close());
  const settings = `{ baseUrl: "${other.url}", email: "agent@example.com", apiKey: "emulator-api-key" }`;
  return { other, provider: `const eu = new comm100.Provider("eu", ${settings});` };
}

describe.each([findEngine()])("resource options, on $name", (engine) => {
  it("aliases keep the object of a resource that has another name now, without a call", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    const settings = (name: string, options: string) =>
      `new comm100.Settings("${name}", { isAutoTranslationEnabled: true }, ${options});`;
    const before = await emulator.call("GET", "/settings");
    await apply(settings("old", "{}"));
    await emulator.forgetRequests();
    expect(brief(await apply(settings("new", `{ aliases: [{ name: "old" }] }`)))).toEqual([]);
    expect(await emulator.requests()).toEqual([]);
    // What it was before comes along, as it doesn't without an alias.
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/settings")).toEqual(before);
  });

  it("additionalSecretOutputs keep a value out of every file, as an argument, too", async () => {
    const { apply, stack } = await openSite(engine);
    const program = (
      value: string,
    ) => `const cart = ${variable("cart", `{ additionalSecretOutputs: ["value", "id"] }`, value)}
      exports.value = cart.value;`;
    expect((await apply(program("obviously-fake-1"))).outputs).toEqual({ value: "[secret]" });
    const { output } = await apply(program("obviously-fake-2"));
    const files = (await stack.backendFiles()).map((file) => readFileSync(file, "utf8"));
    for (const text of [output, ...files]) expect(text).not.toContain("obviously-fake-");
  });

  it("dependsOn puts what has no other connection into an order, also when it goes", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    await apply(`const hook = new comm100.Webhook("hook", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });
      ${variable("cart", "{ dependsOn: [hook] }")}`);
    expect(writes(await emulator.requests())).toEqual(["POST /webhooks", "POST /customVariables"]);
    await emulator.forgetRequests();
    succeeded(await stack.destroy());
    expect(writes(await emulator.requests())).toEqual([
      "DELETE /customVariables/{id}",
      "DELETE /webhooks/{id}",
    ]);
  });

  it("retainOnDelete leaves an object, and the values of one that is always there, but not what is in a campaign that goes", async () => {
    const { apply, emulator, find, stack } = await openSite(engine);
    await apply(`${variable("cart", "{ retainOnDelete: true }")}
      new comm100.Settings("settings", { isAutoTranslationEnabled: true }, { retainOnDelete: true });
      const sales = new comm100.Campaign("sales", { name: "Sales" });
      new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello" }, { retainOnDelete: true });`);
    await emulator.forgetRequests();
    succeeded(await stack.destroy());
    expect(await emulator.requests()).toEqual(["DELETE /campaigns/{id}"]);
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
    expect(await find("/customVariables")).toMatchObject({ name: "cart" });
    expect(await emulator.call("GET", "/settings")).toMatchObject({ isAutoTranslationEnabled: true });
  });

  it("replaceOnChanges of a campaign makes a new one, and again what the program has in it, and nothing else", async () => {
    const { apply, emulator, find } = await openSite(engine);
    const program = (description: string) => `
      const sales = new comm100.Campaign("sales", { name: "Sales", description: "${description}" }, { replaceOnChanges: ["description"] });
      new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello" });
      new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });`;
    await apply(program("a"));
    const before = await find("/campaigns");
    await emulator.call("POST", `/campaigns/${before.id}/invitation/autoInvitations`, { name: "Undeclared" });
    await apply(program("b"));
    const { id } = await find("/campaigns");
    expect(id).not.toBe(before.id);
    const invitations = await emulator.call<object[]>("GET", `/campaigns/${id}/invitation/autoInvitations`);
    expect(invitations).toEqual([expect.objectContaining({ name: "Hello" })]);
    expect(await emulator.call("GET", `/campaigns/${id}/chatButton`)).toMatchObject({ type: "image" });
  });

  it("parent: what moves into a component keeps its object, and providers of the component are the site of all in it", async () => {
    const { apply, emulator, find } = await openSite(engine);
    const { other, provider } = await openOtherSite();
    await apply(variable("cart"));
    const { id } = await find("/customVariables");
    await emulator.forgetRequests();
    await apply(`${provider}
      const here = new pulumi.ComponentResource("my:own:Part", "here", {});
      const there = new pulumi.ComponentResource("my:own:Part", "there", {}, { providers: [eu] });
      ${variable("cart", "{ parent: here }")}
      ${variable("basket", "{ parent: there }")}`);
    expect(writes(await emulator.requests())).toEqual([]);
    expect(await find("/customVariables")).toMatchObject({ id, name: "cart" });
    expect(await other.call("GET", "/customVariables")).toEqual([
      expect.objectContaining({ name: "basket" }),
    ]);
  });

  it("provider: a resource isn't moved to another site, and a provider of the same site changes nothing", async () => {
    const { apply, emulator, project, stack } = await openSite(engine);
    const { other, provider } = await openOtherSite();
    await apply(variable("cart"));
    await emulator.forgetRequests();
    project.write(provider + variable("cart", "{ provider: eu }"));
    const refused = await stack.up();
    expect(refused.succeeded).toBe(false);
    expect(refused.output).toContain("This stack's state is of the site");
    expect(await other.call("GET", "/customVariables")).toEqual([]);
    expect(
      brief(await apply(provider.replace(other.url, emulator.url) + variable("cart", "{ provider: eu }"))),
    ).toEqual([]);
    expect(await emulator.requests()).toEqual([]);
  });
});

describe.each([findEngine()])("commands, on $name", (engine) => {
  it("preview --refresh and refresh --preview-only show drift and change nothing; up --refresh puts it right", async () => {
    const { apply, emulator, find, stack } = await openSite(engine);
    await apply(variable("cart"));
    const live = await find("/customVariables");
    await emulator.call("PUT", `/customVariables/${live.id}`, { ...live, value: "b" });
    const state = JSON.stringify((await stack.export()).deployment.resources);
    await emulator.forgetRequests();
    // A plain preview only compares the program with the state.
    expect(brief(succeeded(await stack.preview()))).toEqual([]);
    expect(await emulator.requests()).toEqual([]);
    const preview = succeeded(await stack.preview({ refresh: true }));
    expect(brief(preview)).toContain("update cart value");
    const refresh = await stack.refresh({ previewOnly: true, expectNoChanges: true });
    expect([refresh.exitCode, brief(refresh)]).toEqual([7, ["update cart value"]]);
    expect(writes(await emulator.requests())).toEqual([]);
    expect(JSON.stringify((await stack.export()).deployment.resources)).toBe(state);
    succeeded(await stack.up({ refresh: true }));
    expect(await find("/customVariables")).toMatchObject({ value: "a" });
  });

  it("preview --expect-no-changes ends with 7 where there is a change, and with 0 where only the spelling differs", async () => {
    const { apply, project, stack } = await openSite(engine);
    const hook = (event: string) =>
      `new comm100.Webhook("hook", { event: "${event}", targetUrl: "https://hooks.example.com/a" });`;
    await apply(hook("chatStarts"));
    project.write(hook("chatStarted"));
    expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
    project.write(hook("chatEnds"));
    expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(7);
  });

  it("up --replace finds an object by its natural key and writes nothing; with deleteBeforeReplace it is made anew", async () => {
    const { apply, emulator, find, project, stack } = await openSite(engine);
    const { steps } = await apply(variable("cart"));
    const replace = steps.filter(({ name }) => name === "cart").map(({ urn }) => urn);
    const before = await find("/customVariables");
    await emulator.forgetRequests();
    expect(brief(succeeded(await stack.up({ replace })))).toEqual(["replace cart"]);
    expect(writes(await emulator.requests())).toEqual([]);
    expect(await find("/customVariables")).toEqual(before);
    project.write(variable("cart", "{ deleteBeforeReplace: true }"));
    succeeded(await stack.up({ replace }));
    expect(writes(await emulator.requests())).toEqual([
      "DELETE /customVariables/{id}",
      "POST /customVariables",
    ]);
    expect((await find("/customVariables")).id).not.toBe(before.id);
  });

  it("stack import of an older state calls nothing; the next update takes over what was made since, and not what was there before that", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    const more = `${variable("basket")} new comm100.Settings("settings", { isAutoTranslationEnabled: true });`;
    await apply(variable("cart"));
    const older = await stack.export();
    await apply(variable("cart") + more);
    const declared = await emulator.call("GET", "/settings");
    await emulator.forgetRequests();
    await stack.import(older);
    expect(await emulator.requests()).toEqual([]);
    expect(brief(await apply(variable("cart") + more))).toEqual(["create basket", "create settings"]);
    expect(writes(await emulator.requests())).toEqual([]);
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/customVariables")).toEqual([]);
    expect(await emulator.call("GET", "/settings")).toEqual(declared);
  });
});
