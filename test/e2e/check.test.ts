import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { openSite, succeeded } from "../support/site";

describe.each([findEngine()])("on $name", (engine) => {
  async function problems(program: string): Promise<string> {
    const { project, stack, emulator } = await openSite(engine);
    project.write(program);
    const result = await stack.preview();
    expect(result.succeeded).toBe(false);
    expect(await emulator.requests()).toEqual([]);
    return result.diagnostics
      .filter((one) => one.severity === "error")
      .map((one) => one.message)
      .join("\n");
  }

  it("reports every mistake of a program at once, each once, at preview", async () => {
    const text = await problems(`
      const sales = new comm100.Campaign("sales", { nam: "Sales" });
      new comm100.ChatButton("button", { campaignId: sales.id, type: "adaptve", imageButtonXOffset: "7" });
      new comm100.ChatButton("other", { campaignId: sales.id });
      new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello", conditions: [{ field: "city", operator: "is" }] });
      new comm100.Webhook("archive", { event: "chatEnd", targetUrl: "example.com" });`);
    expect(text.split("\n")).toEqual([
      "comm100: 9 problems in this program; nothing was sent to Comm100.",
      '  Campaign "sales": name: is required.',
      '  Campaign "sales": nam: is not a property of Campaign. Did you mean "name"?',
      '  ChatButton "button": type: "adaptve" is not one of adaptive, image, textLink. Did you mean "adaptive"?',
      '  ChatButton "button": imageButtonXOffset: must be a whole number, not a string.',
      '  ChatButton "other": has the same parent as ChatButton "button": both would manage one object. Change one of them or remove it.',
      expect.stringContaining(
        '  AutoInvitation "hello": conditions[0].field: "city" is not one of CurrentPageURL',
      ),
      '  AutoInvitation "hello": conditions[0].value: is required.',
      expect.stringContaining('  Webhook "archive": event: "chatEnd" is not one of'),
      '  Webhook "archive": targetUrl: "example.com" is not an absolute http or https URL.',
    ]);
  });

  it("refuses a wrong value of every type of field, also one that becomes known later", async () => {
    const wrong = `{
      campaignId: "../other", type: 1, isHideWhenOffline: "yes", allowedDomains: "a.example", adaptiveButtonColor: "red",
      adaptiveButtonRightOffset: 1.5, adaptiveButtonIconType: 9, adaptiveButtonOnlineIcon: "x", textLinkButtonText: ["x"],
      imageButtonOnlineImage: "key", onDelete: "restor",
    }`;
    const expected = [
      'campaignId: "../other" is not an id (a GUID or a number).',
      "type: 1 is not one of adaptive, image, textLink.",
      "isHideWhenOffline: must be true or false, not a string.",
      "allowedDomains: must be a list, not a string.",
      'adaptiveButtonColor: "red" is not a colour of the form #RRGGBB.',
      "adaptiveButtonRightOffset: must be a whole number, not a fraction.",
      "adaptiveButtonIconType: 9 is not one of 1, 2, 3, 4.",
      "adaptiveButtonOnlineIcon: must be an object, not a string.",
      "textLinkButtonText: must be a string, not a list.",
      "imageButtonOnlineImage: is read-only",
      'onDelete: "restor" is not one of restore, retain. Did you mean "restore"?',
    ];
    const atOnce = await problems(`new comm100.ChatButton("button", ${wrong});`);
    const later = await problems(`
      const { imageButtonOnlineImage, ...others } = ${wrong};
      const wrong = Object.entries(others).map(([name, value]) => [name, pulumi.output(Promise.resolve(value))]);
      new comm100.ChatButton("button", Object.fromEntries(wrong));`);
    for (const problem of expected) expect(atOnce).toContain(problem);
    for (const problem of expected.filter((one) => !one.includes("read-only")))
      expect(later).toContain(problem);
  });

  it("refuses texts that haven't the form of their field, in resources and in a whole site", async () => {
    const text = await problems(`
      const sales = new comm100.Campaign("sales", { name: "Sales" });
      new comm100.ChatButton("button", { campaignId: "SalesE" });
      new comm100.Ban("one", { type: "ip", ip: "999.1.1.1" });
      new comm100.Ban("more", { type: "ipRange", ipRangeFrom: "192.0.2.10", ipRangeTo: "192.0.2.9" });
      new comm100.Routing("routing", { campaignId: sales.id, routeTo: "department", routeToId: "Repairs" });
      new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello", logicalExpression: "(1 or 7" });
      new comm100.LiveChatSite("site", { campaigns: [{ name: "B", offlineMessage: { customEmailAddresses: "nobody" } }] });`);
    for (const problem of [
      'ChatButton "button": campaignId: "SalesE" is not an id (a GUID or a number). Write the id of the Campaign',
      'Ban "one": ip: "999.1.1.1" is not an IP address',
      'Ban "more": ipRangeTo: "192.0.2.9" comes before ipRangeFrom',
      'Routing "routing": routeToId: "Repairs" is not an id',
      'AutoInvitation "hello": logicalExpression: "(1 or 7" has a ( without its )',
      'customEmailAddresses: "nobody" is not an e-mail address',
    ])
      expect(text).toContain(problem);
  });

  it("refuses the name of a new campaign in place of its id", async () => {
    const text = await problems(`
      const sales = new comm100.Campaign("sales", { name: "Sales" });
      new comm100.ChatButton("button", { campaignId: sales.name, type: "image" });`);
    expect(text).toContain(
      'campaignId: "Sales" is not an id (a GUID or a number). Write the id of the Campaign',
    );
  });

  it("refuses the name of a campaign that exists in place of its id, and replaces nothing", async () => {
    const { project, stack, emulator, apply } = await openSite(engine);
    const program = (campaignId: string) => `
      const sales = new comm100.Campaign("sales", { name: "Sales" });
      new comm100.ChatButton("button", { campaignId: ${campaignId}, type: "image" });`;
    await apply(program("sales.id"));
    await emulator.forgetRequests();
    project.write(program("sales.name"));
    const { succeeded: ended, output } = await stack.preview();
    expect(ended).toBe(false);
    expect(output).toContain(
      'campaignId: "Sales" is not an id (a GUID or a number). Write the id of the Campaign',
    );
    expect(output).not.toMatch(/replac/i);
    expect(await emulator.requests()).toEqual([]);
  });

  it("doesn't repeat a wrong value that the program keeps secret", async () => {
    const text = await problems(`
      new comm100.Webhook("a", { event: "chatEnds", targetUrl: pulumi.secret("obviously-fake-secret") });`);
    expect(text).toContain("targetUrl: is not an absolute http or https URL.");
    expect(text).not.toContain("obviously-fake-secret");
    const marked = await problems(`
      const options = { additionalSecretOutputs: ["targetUrl"] };
      new comm100.Webhook("a", { event: "chatEnds", targetUrl: "obviously-fake-secret" }, options);`);
    expect(marked).not.toContain("obviously-fake-secret");
  });

  it("points out an argument that a provider doesn't have", async () => {
    expect(await problems(`new comm100.Provider("eu", { baseURL: "https://api3.comm100.io" });`)).toContain(
      'Provider "eu": baseURL: is not a setting. Did you mean "baseUrl"?',
    );
  });

  it("points out a setting that doesn't exist", async () => {
    const { project, stack } = await openSite(engine);
    await stack.setConfig("comm100:apikey", { secret: "obviously-fake-key" });
    project.write(`new comm100.Campaign("sales", { name: "Sales" });`);
    const { output, succeeded: ended } = await stack.preview();
    expect(ended).toBe(false);
    expect(output).toContain('Configuration comm100: apikey: is not a setting. Did you mean "apiKey"?');
  });

  it("checks values that only become known while the program runs", async () => {
    const text = await problems(`
      new comm100.Campaign("sales", { name: pulumi.output(Promise.resolve(7)) });`);
    expect(text).toContain("Campaign resource 'sales' has a problem: name: must be a string, not a number.");
  });

  it("finds two resources of the same natural key, also in values that become known later", async () => {
    expect(
      await problems(`
        new comm100.CustomVariable("a", { name: "Cart", type: "text" });
        new comm100.CustomVariable("b", { name: pulumi.output("Cart"), type: "text" });`),
    ).toContain('has the same name as CustomVariable "a": both would manage one object.');
  });

  it("lets what isn't known at preview pass, at any depth", async () => {
    const { project, stack } = await openSite(engine);
    project.write(`
      const sales = new comm100.Campaign("sales", { name: "Sales" });
      new comm100.CustomVariable("name", { name: sales.id, type: "text", value: pulumi.interpolate\`\${sales.id}!\` });
      new comm100.AutoInvitation("hello", {
        campaignId: sales.id, name: sales.id,
        conditions: [{ field: "City", operator: "is", value: sales.id }],
      });`);
    expect(succeeded(await stack.preview()).counts).toMatchObject({ create: 3 });
    expect(succeeded(await stack.up()).counts).toMatchObject({ create: 3 });
  });

  it("allows the same natural key on different sites and in different campaigns", async () => {
    const { project, stack, emulator } = await openSite(engine);
    project.write(`
      const other = new comm100.Provider("other", { baseUrl: "${emulator.url}", email: "agent@example.com", apiKey: "emulator-api-key" });
      const a = new comm100.Campaign("a", { name: "A" });
      const b = new comm100.Campaign("b", { name: "A" }, { provider: other });
      new comm100.AutoInvitation("x", { campaignId: a.id, name: "Hello" });
      new comm100.AutoInvitation("y", { campaignId: b.id, name: "Hello" }, { provider: other });`);
    expect(succeeded(await stack.preview()).counts).toMatchObject({ create: 4 });
  });
});
