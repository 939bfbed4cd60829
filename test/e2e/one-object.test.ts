import { describe, expect, it } from "vitest";
import { type Deployment, findEngine } from "../engine";
import { openSite, succeeded, writes } from "../support/site";

const variable = (name: string, more = "", options = "{}") =>
  `new comm100.CustomVariable("${name}", { name: "Cart", type: "text", value: "cart.total"${more} }, ${options});`;
const settings = (name: string, value: boolean, options = "{}") =>
  `new comm100.Settings("${name}", { isAutoTranslationEnabled: ${value} }, ${options});`;

/** The state after an update that was interrupted between the halves of a rename: both resources have the object. */
function withBothNames({ version, deployment }: Deployment, from: string, to: string): Deployment {
  const resources = deployment.resources ?? [];
  const renamed = resources
    .filter(({ urn }) => urn.endsWith(`::${from}`))
    .map((resource) => ({ ...resource, urn: resource.urn.replace(/::[^:]+$/, `::${to}`) }));
  return { version, deployment: { ...deployment, resources: [...resources, ...renamed] } };
}

describe.each([findEngine()])("one object of two resources, on $name", (engine) => {
  it("outlives a rename whose second half comes in a later run", async () => {
    const { apply, emulator, find, stack } = await openSite(engine);
    await apply(variable("old"));
    const { id } = await find("/customVariables");
    await stack.import(withBothNames(await stack.export(), "old", "new"));
    await emulator.forgetRequests();
    // Another kind's resource of that name is new in the same run.
    const { output } = await apply(
      `${variable("new")} new comm100.Campaign("new", { name: "Sales" }); new comm100.Ban("new", { type: "ip", ip: "192.0.2.1" });`,
    );
    expect(writes(await emulator.requests()).toSorted()).toEqual(["POST /bans", "POST /campaigns"]);
    expect((await find("/customVariables")).id).toBe(id);
    expect(output).toContain(
      `CustomVariable ${id} was applied again, not created: CustomVariable "new" has the object`,
    );
  });

  it("outlives a rename in an update that refreshes first, also one that changes it", async () => {
    const { apply, emulator, find, project, stack } = await openSite(engine);
    await apply(variable("old"));
    const { id } = await find("/customVariables");
    project.write(variable("new", `, hyperlink: "https://example.com"`));
    await emulator.forgetRequests();
    const { output } = succeeded(await stack.up({ refresh: true }));
    expect(writes(await emulator.requests())).toEqual(["PUT /customVariables/{id}"]);
    expect(await find("/customVariables")).toMatchObject({ id, hyperlink: "https://example.com" });
    expect(output).toContain(`CustomVariable ${id} was applied again, not created`);
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/customVariables")).toEqual([]);
  });

  it("is deleted when it has left the program, also after a refresh in the same update", async () => {
    const { apply, emulator, project, stack } = await openSite(engine);
    await apply(variable("cart"));
    project.write("");
    succeeded(await stack.up({ refresh: true }));
    expect(await emulator.call("GET", "/customVariables")).toEqual([]);
  });

  it("isn't put back as it was by the half of a rename that goes, and the loss of what it was is told", async () => {
    const { apply, emulator } = await openSite(engine);
    const before = await emulator.call<{ isAutoTranslationEnabled: boolean }>("GET", "/settings");
    const declared = !before.isAutoTranslationEnabled;
    await apply(settings("old", declared));
    await emulator.forgetRequests();
    const { output } = await apply(settings("new", declared));
    expect(writes(await emulator.requests())).toEqual([]);
    expect(await emulator.call("GET", "/settings")).toMatchObject({ isAutoTranslationEnabled: declared });
    expect(output).toContain('Settings "new" has the object that a resource gives up here');
    expect(output).toContain(
      "What isAutoTranslationEnabled had been before the first of the two is not remembered",
    );
  });

  it("keeps what it was before it was managed through a rename that refreshes first", async () => {
    const { apply, emulator, project, stack } = await openSite(engine);
    const before = await emulator.call<{ isAutoTranslationEnabled: boolean }>("GET", "/settings");
    await apply(settings("old", !before.isAutoTranslationEnabled));
    project.write(settings("new", !before.isAutoTranslationEnabled));
    succeeded(await stack.up({ refresh: true }));
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/settings")).toEqual(before);
  });

  it("is named before a run deletes it that can't see who else has it", async () => {
    const { apply, find, stack } = await openSite(engine);
    await apply(variable("cart"));
    const { id } = await find("/customVariables");
    const { output } = succeeded(await stack.destroy());
    expect(output).toContain(`CustomVariable ${id} is deleted from the site`);
  });
});
