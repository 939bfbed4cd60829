import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { brief, openSite, writes } from "../support/site";

describe.each([findEngine()])("on $name", (engine) => {
  it("takes over an object that has the declared values", async () => {
    const { emulator, apply } = await openSite(engine);
    const existing = await emulator.call<{ id: string }>("POST", "/campaigns", {
      name: "Sales",
      description: "Kept",
    });
    await emulator.forgetRequests();
    const { steps, diagnostics } = await apply(`new comm100.Campaign("sales", { name: "Sales" });`);
    expect(steps.map((step) => step.id)).toEqual([existing.id]);
    expect(await emulator.requests()).toEqual(["GET /campaigns"]);
    expect(diagnostics.map((one) => one.message).join()).toContain("existed with the declared values");
  });

  it("refuses an object that differs, names it and the ways out, and touches nothing", async () => {
    const { emulator, stack, project } = await openSite(engine);
    const existing = await emulator.call<{ id: string }>("POST", "/webhooks", {
      event: "chatEnds",
      targetUrl: "https://hooks.example.com/a",
    });
    const variable = await emulator.call<{ id: string }>("POST", "/customVariables", {
      name: "Cart",
      type: "text",
    });
    await emulator.forgetRequests();
    project.write(`
      new comm100.Webhook("archive", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });
      new comm100.CustomVariable("cart", { name: "Cart", type: "integer", value: "1" });`);
    const { succeeded, diagnostics, steps } = await stack.up();
    expect(succeeded).toBe(false);
    expect(steps.find((step) => step.name === "archive")?.id).toBe(existing.id);
    const messages = diagnostics.filter((one) => one.severity === "error").map((one) => one.message);
    const own = messages.find((message) => message.includes("CustomVariable"));
    expect(own).toContain(`id ${variable.id}, which differs in type, value`);
    expect(own).toContain("adopt: true");
    expect(writes(await emulator.requests())).toEqual([]);
  });

  it("manages an object that differs when it may adopt it", async () => {
    const { emulator, apply, find } = await openSite(engine);
    const existing = await emulator.call<{ id: string }>("POST", "/customVariables", {
      name: "Cart",
      type: "text",
      hyperlink: "https://example.com",
    });
    await apply(`new comm100.CustomVariable("cart", { name: "Cart", type: "integer", adopt: true });`);
    expect(await find("/customVariables")).toEqual({
      id: existing.id,
      name: "Cart",
      type: "integer",
      value: "",
      hyperlink: "https://example.com",
    });
  });

  it("keeps the object of a resource that is renamed in the program without an alias", async () => {
    const { emulator, apply, find } = await openSite(engine);
    const resource = (name: string) =>
      `new comm100.CustomVariable("${name}", { name: "Cart", type: "text" });`;
    await apply(resource("cart"));
    const { id } = await find("/customVariables");
    await emulator.forgetRequests();
    await apply(resource("basket"));
    expect(writes(await emulator.requests())).toEqual([]);
    expect((await find("/customVariables")).id).toBe(id);
    expect(brief(await apply(resource("basket")))).toEqual([]);
  });

  it("creates a second object under the name that another resource gives up in the same update", async () => {
    const { apply, emulator } = await openSite(engine);
    await apply(`new comm100.Campaign("a", { name: "Sales" });`);
    await apply(`
      const a = new comm100.Campaign("a", { name: "Sales EU" });
      new comm100.Campaign("b", { name: "Sales" });`);
    const names = (await emulator.call<{ name: string }[]>("GET", "/campaigns")).map(({ name }) => name);
    expect(names.sort()).toEqual(["Sales", "Sales EU"]);
  });

  it("lists a collection once for any number of new objects and of reads", async () => {
    const { apply, emulator, stack } = await openSite(engine);
    await apply(`
      for (let n = 0; n < 25; n++) new comm100.CustomVariable("v" + n, { name: "Variable " + n, type: "text" });`);
    const requests = await emulator.requests();
    expect(requests.filter((request) => request === "GET /customVariables")).toHaveLength(1);
    expect(writes(requests)).toHaveLength(25);
    await emulator.forgetRequests();
    await stack.refresh({ parallel: 64 });
    expect(await emulator.requests()).toEqual(["GET /customVariables"]);
  });
});
