import { describe, expect, it } from "vitest";
import { findEngine, type OperationResult } from "../engine";
import { openSite, succeeded, writes } from "../support/site";

const unknownId = "11111111-2222-4333-8444-555555555555";

describe.each([findEngine()])("a preview, on $name", (engine) => {
  it("shows which object adopt will take over, and which of its fields it will overwrite", async () => {
    const { emulator, project, stack } = await openSite(engine);
    const { id } = await emulator.call<{ id: string }>("POST", "/customVariables", {
      name: "Cart",
      type: "text",
      value: "a",
    });
    project.write(
      `new comm100.CustomVariable("cart", { name: "Cart", type: "integer", value: "a", adopt: true });`,
    );
    const { output } = succeeded(await stack.preview());
    expect(output).toContain(`an update takes over CustomVariable ${id} and overwrites type`);
    expect(await emulator.requests()).toEqual(["POST /customVariables", "GET /customVariables"]);
  });

  it("goes on without that where the site can't be read, and says so", async () => {
    const { project, stack } = await openSite(engine);
    project.write(`new comm100.CustomVariable("cart", { name: "Cart", type: "integer", adopt: true });`);
    const { output } = succeeded(
      await stack.preview({ environment: { COMM100_API_KEY: "obviously-wrong-key" } }),
    );
    expect(output).toContain("what CustomVariable will take over can't be shown");
  });

  it("makes no call where nothing asks for one", async () => {
    const { emulator, project, stack } = await openSite(engine);
    project.write(`new comm100.CustomVariable("cart", { name: "Cart", type: "integer" });`);
    succeeded(await stack.preview());
    expect(await emulator.requests()).toEqual([]);
  });

  it.each([
    [
      "ids that the site has no object for",
      `new comm100.DynamicCampaign("rules", { dynamicCampaignRules: [
        { name: "Help", isEnabled: true, conditionMetType: "all", targetCampaignId: "${unknownId}", order: 1 },
      ] });`,
      "dynamicCampaignRules[0].targetCampaignId: the site has no Campaign of this id",
    ],
    [
      "an id of what a resource belongs to",
      `new comm100.ChatButton("button", { campaignId: "${unknownId}", type: "image" });`,
      "campaignId: the site has no Campaign of this id",
    ],
    [
      "names that are taken",
      `new comm100.CustomVariable("cart", { name: "Cart", type: "integer" });`,
      "the site has this name already (id",
    ],
  ])("that reads the site finds %s", async (_what, program, message) => {
    const { emulator, project, stack } = await openSite(engine);
    await emulator.call("POST", "/customVariables", { name: "Cart", type: "text" });
    await stack.setConfig("comm100:previewChecks", "true");
    project.write(program);
    await emulator.forgetRequests();
    const refused = await stack.preview();
    expect(refused.succeeded).toBe(false);
    expect(errorsOf(refused)).toContain(message);
    expect(writes(await emulator.requests())).toEqual([]);
  });

  it("that reads the site finds wrong credentials, and says what will be taken over", async () => {
    const { project, stack, emulator } = await openSite(engine);
    await stack.setConfig("comm100:previewChecks", "true");
    project.write(`new comm100.Settings("settings", { isAutoTranslationEnabled: true });`);
    const { output } = succeeded(await stack.preview());
    expect(output).toContain(
      "an update takes over Settings settings and overwrites isAutoTranslationEnabled",
    );
    const refused = await stack.preview({ environment: { COMM100_API_KEY: "obviously-wrong-key" } });
    expect(refused.succeeded).toBe(false);
    expect(errorsOf(refused)).toContain("401");
    expect(writes(await emulator.requests())).toEqual([]);
  });

  it("that reads the site finds a new name that is taken by another object", async () => {
    const { apply, emulator, project, stack } = await openSite(engine);
    const variable = (name: string) =>
      `new comm100.CustomVariable("cart", { name: "${name}", type: "text" });`;
    await apply(variable("Cart"));
    await emulator.call("POST", "/customVariables", { name: "Basket", type: "text" });
    await stack.setConfig("comm100:previewChecks", "true");
    project.write(variable("Basket"));
    const refused = await stack.preview();
    expect(refused.succeeded).toBe(false);
    expect(errorsOf(refused)).toContain("can't get this name");
  });

  it("that reads the site can't see an exchange of names, and says how to carry one out", async () => {
    const { apply, emulator, project, stack } = await openSite(engine);
    const variables = (first: string, second: string) =>
      `new comm100.CustomVariable("one", { name: "${first}", type: "text" });
      new comm100.CustomVariable("two", { name: "${second}", type: "text" });`;
    await apply(variables("Cart", "Basket"));
    await stack.setConfig("comm100:previewChecks", "true");
    project.write(variables("Basket", "Cart"));
    expect(errorsOf(await stack.preview())).toContain("run that update with COMM100_PREVIEW_CHECKS=false");
    succeeded(await stack.up({ environment: { COMM100_PREVIEW_CHECKS: "false" } }));
    const all = await emulator.call<{ name: string }[]>("GET", "/customVariables");
    expect(all.map(({ name }) => name).toSorted()).toEqual(["Basket", "Cart"]);
  });
});

const errorsOf = ({ diagnostics }: OperationResult) =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.replace(/\s+/g, " "))
    .join("\n");
