import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { openSite, succeeded, writes } from "../support/site";

const settings = (name: string, value: boolean, options = "{}") =>
  `new comm100.Settings("${name}", { isAutoTranslationEnabled: ${value} }, ${options});`;

describe.each([findEngine()])("one object of a resource that is replaced, on $name", (engine) => {
  it("has the declared values after a forced replacement, in either order", async () => {
    const { apply, emulator, project, stack } = await openSite(engine);
    const before = await emulator.call<{ isAutoTranslationEnabled: boolean }>("GET", "/settings");
    const declared = !before.isAutoTranslationEnabled;
    for (const options of ["{}", "{ deleteBeforeReplace: true }"]) {
      await apply(settings("settings", declared, options));
      await emulator.forgetRequests();
      const urn = (await stack.export()).deployment.resources?.find(({ type }) =>
        type.endsWith(":Settings"),
      )?.urn;
      const { output } = succeeded(await stack.up({ replace: [urn ?? ""] }));
      expect(writes(await emulator.requests())).toEqual([]);
      expect(await emulator.call("GET", "/settings")).toMatchObject({ isAutoTranslationEnabled: declared });
      expect(output).toMatch(/Settings settings was applied again, not created/);
    }
    project.write("");
    succeeded(await stack.up());
  });

  it("is refused a forced replacement where it differs on the site, until a refresh has shown what it has", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    await apply(`new comm100.CustomVariable("cart", { name: "Cart", type: "text" });`);
    const [variable] = await emulator.call<{ id: string }[]>("GET", "/customVariables");
    const path = `/customVariables/${variable?.id}`;
    await emulator.call("PUT", path, { ...variable, type: "integer" });
    const { deployment } = await stack.export();
    const urn = deployment.resources?.find(({ type }) => type.endsWith(":CustomVariable"))?.urn ?? "";
    await emulator.forgetRequests();
    const refused = await stack.up({ replace: [urn] });
    expect(refused.output.replace(/\s+/g, " ")).toContain("run pulumi up --refresh");
    expect(writes(await emulator.requests())).toEqual([]);
    succeeded(await stack.up({ replace: [urn], refresh: true }));
    expect(writes(await emulator.requests())).toEqual(["PUT /customVariables/{id}"]);
    expect(await emulator.call("GET", "/customVariables")).toEqual([{ ...variable, type: "text" }]);
  });

  it("keeps what it was through a replacement that deletes first", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    const before = await emulator.call<{ isAutoTranslationEnabled: boolean }>("GET", "/settings");
    const declared = !before.isAutoTranslationEnabled;
    await apply(settings("settings", declared, "{ deleteBeforeReplace: true }"));
    const urn = (await stack.export()).deployment.resources?.find(({ type }) =>
      type.endsWith(":Settings"),
    )?.urn;
    succeeded(await stack.up({ replace: [urn ?? ""] }));
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/settings")).toEqual(before);
  });

  it("stays one where the API can't delete it and a replacement deletes first", async () => {
    const { apply, find } = await openSite(engine);
    const action = (value: string) =>
      `new comm100.ConversionAction("order", { name: "Order", type: "url", operator: "contains", value: "${value}", isEnable: true }, { replaceOnChanges: ["value"] });`;
    await apply(action("/thanks"));
    const { id } = await find("/conversionActions");
    const { output } = await apply(action("/done"));
    expect(await find("/conversionActions")).toMatchObject({ id, value: "/done" });
    expect(output).toContain(`ConversionAction ${id} was applied again, not created`);
  });

  it("stays the system's own field where a replacement deletes first", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const fields = () => emulator.call<object[]>("GET", `/campaigns/${id}/preChat/campaignFormFields`);
    const before = await fields();
    const field = (more: string) =>
      `new comm100.CampaignFormField("phone", { campaignId: "${id}", form: "preChat", field: { name: "phone" }, ${more} }, { replaceOnChanges: ["isRequired"] });`;
    await apply(field("isVisible: true, isRequired: false"));
    await apply(field("isVisible: true, isRequired: true"));
    expect(await fields()).toHaveLength(before.length);
    succeeded(await stack.destroy());
    expect(await fields()).toEqual(before);
  });
});
