import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { brief, openSite, succeeded, writes } from "../support/site";

describe.each([findEngine()])("secrets on $name", (engine) => {
  const window = (password: string, more = "") => `
    const sales = new comm100.Campaign("sales", { name: "Sales" });
    new comm100.ChatWindow("window", { campaignId: sales.id, isSMTPServerCustomized: true, ${more}
      customSMTPServer: { mailServer: "mail.example.com", IsAuthenticationRequired: true, username: "chat", password: "${password}" } });
    new comm100.MobilePush("push", { androidType: "GCM", androidGcmAPIKey: "obviously-fake-push-key" });`;

  it("that the API marks are kept out of everything that is stored or shown, also when plainly declared", async () => {
    const { stack, project, emulator } = await openSite(engine);
    project.write(window("obviously-fake-password"));
    const results = [await stack.preview(), succeeded(await stack.up()), succeeded(await stack.refresh())];
    await emulator.fault({ method: "PUT", path: "/campaigns/*/chatWindow", fault: { status: 400 } });
    project.write(window("obviously-fake-other-password"));
    results.push(await stack.preview(), await stack.up());
    const files = (await stack.backendFiles()).map((file) => readFileSync(file, "utf8"));
    results.push(succeeded(await stack.destroy()));
    const texts = results.flatMap((one) => [
      one.output,
      JSON.stringify(one.diagnostics),
      JSON.stringify(one.steps),
    ]);
    for (const text of [...files, ...texts]) expect(text).not.toContain("obviously-fake");
  });

  it("that the service doesn't return are no drift, and are sent again by every update", async () => {
    const { apply, stack, emulator } = await openSite(engine);
    await apply(window("obviously-fake-password"));
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    await emulator.forgetRequests();
    expect(brief(await apply(window("obviously-fake-password")))).toEqual([]);
    expect(await emulator.requests()).toEqual([]);
    const changed = await apply(window("obviously-fake-other-password"));
    expect(brief(changed)).toEqual(["update window customSMTPServer.password"]);
    expect(writes(await emulator.requests())).toEqual(["PUT /campaigns/{id}/chatWindow"]);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
  });

  it("that aren't declared are told to be lost, when an update can't send them along", async () => {
    const { apply } = await openSite(engine);
    await apply(window("obviously-fake-password"));
    const { output } = await apply(`
      const sales = new comm100.Campaign("sales", { name: "Sales" });
      new comm100.ChatWindow("window", { campaignId: sales.id, isSMTPServerCustomized: true, greetingMessage: "Hello",
        customSMTPServer: { mailServer: "smtp.example.com", IsAuthenticationRequired: true, username: "chat" } });`);
    expect(output).toContain("the service doesn't return customSMTPServer.password");
  });
});
