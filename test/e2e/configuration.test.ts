import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { startTestEmulator } from "../support/emulator";
import { openSite, succeeded } from "../support/site";

const program = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "textLink", textLinkButtonText: pulumi.secret("obviously-fake-secret-text") });
  new comm100.Webhook("archive", { event: "chatEnds", targetUrl: pulumi.secret("https://hooks.example.com/obviously-fake-secret-path") });`;

describe.each([findEngine()])("configuration, on $name", (engine) => {
  it("keeps credentials and secret inputs out of state, output and errors", async () => {
    const { stack, project, emulator, find } = await openSite(engine);
    project.write(program);
    const outputs: string[] = [];
    const run = async (operation: "preview" | "up" | "refresh" | "destroy") => {
      const result = await stack[operation]();
      outputs.push(result.output, JSON.stringify(result.diagnostics), JSON.stringify(result.steps));
      return result;
    };
    await run("preview");
    succeeded(await run("up"));
    const webhook = await find("/webhooks");
    await emulator.call("PUT", `/webhooks/${webhook.id}`, {
      event: "chatEnds",
      targetUrl: "https://elsewhere.example.com",
    });
    succeeded(await run("refresh"));
    await emulator.fault({ method: "PUT", path: "/webhooks/*", fault: { status: 400 } });
    expect((await run("up")).succeeded).toBe(false);
    succeeded(await run("up"));
    project.write(program.replace('"textLink"', "5").replace('"chatEnds"', "pulumi.output(5)"));
    expect((await run("up")).succeeded).toBe(false);
    const files = (await stack.backendFiles()).map((file) => readFileSync(file, "utf8"));
    succeeded(await run("destroy"));
    const secrets = ["emulator-api-key", "obviously-fake-secret-text", "obviously-fake-secret-path"];
    const encoded = secrets.map((secret) => Buffer.from(secret).toString("base64"));
    for (const secret of [...secrets, ...encoded]) {
      for (const text of [...outputs, ...files]) expect(text.includes(secret), secret).toBe(false);
    }
  });

  it("stores one short constant text as the provider of every resource", async () => {
    const { apply, stack } = await openSite(engine);
    await apply(program);
    const { resources = [] } = (await stack.export()).deployment;
    const texts = resources
      .filter((one) => one.type.includes(":dynamic/comm100:"))
      .flatMap((one) => [one.inputs?.__provider, one.outputs?.__provider]);
    expect(texts).toHaveLength(6);
    expect(new Set(texts)).toEqual(new Set([`exports.handler=()=>require("pulumi-comm100/provider")`]));
  });

  it("says once what is missing and how to set it, before any call", async () => {
    const { stack, project, emulator } = await openSite(engine, { config: {} });
    await stack.setConfig("comm100:baseUrl", emulator.url);
    await stack.setConfig("comm100:email", "agent@example.com");
    project.write(program);
    const { succeeded: ended, diagnostics } = await stack.preview();
    expect(ended).toBe(false);
    const errors = diagnostics.filter((one) => one.message.includes("comm100:apiKey"));
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain("pulumi config set --secret comm100:apiKey");
    expect(errors[0]?.message).toContain("COMM100_API_KEY");
    expect(await emulator.requests()).toEqual([]);
  });

  it("lets the environment replace a key that was rotated, for refresh and destroy too", async () => {
    const { stack, project, emulator } = await openSite(engine);
    project.write(program);
    succeeded(await stack.up());
    await stack.setConfig("comm100:apiKey", { secret: "obviously-fake-rotated-key" });
    const rotated = { COMM100_API_KEY: "obviously-fake-wrong-key" };
    const refused = await stack.refresh({ environment: rotated });
    expect(refused.succeeded).toBe(false);
    expect(refused.output).toContain("answered 401");
    expect(refused.output).not.toContain("obviously-fake-wrong-key");
    succeeded(await stack.refresh());
    succeeded(await stack.destroy({ environment: { COMM100_API_KEY: "emulator-api-key" } }));
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
  });

  it("manages several sites in one program, each by its own settings", async () => {
    const eu = await startTestEmulator();
    const { apply, stack, emulator } = await openSite(engine, {
      environment: { COMM100_EU_API_KEY: "emulator-api-key" },
    });
    await apply(`
      const eu = new comm100.Provider("eu", { baseUrl: "${eu.url}", email: "agent@example.com", apiKey: "obviously-fake-stale-key" });
      new comm100.Campaign("here", { name: "Here" });
      const there = new comm100.Campaign("there", { name: "There" }, { provider: eu });
      new comm100.ChatButton("button", { campaignId: there.id, type: "image" }, { provider: eu });`);
    const names = async (site: typeof eu) =>
      (await site.call<{ name: string }[]>("GET", "/campaigns")).map(({ name }) => name);
    expect(await names(emulator)).toEqual(["Here"]);
    expect(await names(eu)).toEqual(["There"]);
    const files = (await stack.backendFiles()).map((file) => readFileSync(file, "utf8"));
    for (const text of files) expect(text).not.toContain("obviously-fake-stale-key");
    succeeded(await stack.refresh());
    succeeded(await stack.destroy());
    expect([await names(emulator), await names(eu)]).toEqual([[], []]);
    await eu.close();
  });
});
