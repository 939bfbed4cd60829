import { describe, expect, it } from "vitest";
import { findEngine, type OperationOptions, pulumiMissing } from "../engine";
import { openCliStack } from "../support/cli-stack";
import { needs } from "../support/needs";
import { brief, openSite, succeeded, writes } from "../support/site";

const variable = (name: string, options = "{}", value = "a") =>
  `new comm100.CustomVariable("${name}", { name: "Cart", type: "text", value: "${value}" }, ${options});`;
const urn = (kind: string, name: string) =>
  `urn:pulumi:test::site::pulumi-nodejs:dynamic/comm100:${kind}::${name}`;

/** A campaign with something in it, and what doesn't belong to it. */
const shop = (value: string, { invitation = "{}", cart = variable("cart", "{}", value) } = {}) => `
  const sales = new comm100.Campaign("sales", { name: "Sales", description: "${value}" });
  new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello", textColor: "#00000${value.length}" }, ${invitation});
  ${cart}`;

// Each run of the CLI takes seconds: what one stack can show is one test.
describe("resource options that only Pulumi's own engine has", needs(pulumiMissing()), () => {
  it("customTimeouts aren't enforced; replacementTrigger applies an object again, and replaceWith makes it anew", async () => {
    const { apply, emulator, find } = await openSite(findEngine());
    await emulator.fault({ method: "POST", path: "/customVariables", fault: { delayMs: 2000 } });
    await apply(variable("cart", `{ customTimeouts: { create: "1s" }, replacementTrigger: "1" }`));
    const { id } = await find("/customVariables");
    await emulator.forgetRequests();
    const together = (value: string) => `
      const cart = ${variable("cart", `{ replacementTrigger: "2", replaceOnChanges: ["value"] }`, value)}
      new comm100.Campaign("sales", { name: "Sales" }, { replaceWith: [cart] });`;
    expect(brief(await apply(together("a")))).toEqual(["create sales", "replace cart"]);
    expect(writes(await emulator.requests())).toEqual(["POST /campaigns"]);
    expect(await find("/customVariables")).toMatchObject({ id });
    const campaign = await find("/campaigns");
    expect(brief(await apply(together("b")))).toEqual(["replace cart value", "replace sales"]);
    expect((await find("/campaigns")).id).not.toBe(campaign.id);
  });

  it("hooks run around the calls, and one that fails before an update keeps it from the site; hideDiffs hides values", async () => {
    const { apply, emulator, project, stack, find } = await openSite(findEngine());
    const hooked = (value: string, body: string) => `
      const hook = new pulumi.ResourceHook("hook", async ({ newInputs }) => { ${body} });
      ${variable("cart", `{ hooks: { beforeCreate: [hook], beforeUpdate: [hook] }, hideDiffs: ["value"] }`, value)}`;
    const { output } = await apply(hooked("a", `console.log("from hook: " + newInputs.name);`));
    expect(output).toContain("from hook: Cart");
    await emulator.forgetRequests();
    project.write(hooked("unseen", `throw new Error("not today");`));
    const refused = await stack.up();
    expect(refused.succeeded).toBe(false);
    expect(refused.output).toContain("not today");
    expect(refused.output).not.toContain("unseen");
    expect(await emulator.requests()).toEqual([]);
    expect(await find("/customVariables")).toMatchObject({ value: "a" });
  });

  it("transforms may change arguments, which are checked all the same", async () => {
    const { apply, emulator, project, stack, find } = await openSite(findEngine());
    const transformed = (props: string) =>
      `pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props: { ...props, ${props} }, opts }));
      ${variable("cart")}`;
    await apply(transformed(`value: "transformed"`));
    expect(await find("/customVariables")).toMatchObject({ value: "transformed" });
    await emulator.forgetRequests();
    project.write(transformed(`valeu: "b"`));
    const refused = await stack.preview();
    expect(refused.succeeded).toBe(false);
    expect(refused.output).toContain("valeu: is not a property of CustomVariable");
    expect(await emulator.requests()).toEqual([]);
  });

  it("version is that of Pulumi's plugin, and envVarMappings give a provider settings from variables of other names", async () => {
    const { apply, emulator } = await openSite(findEngine(), {
      environment: { SHOP_KEY: "emulator-api-key" },
    });
    const { output } = await apply(`
      const eu = new comm100.Provider("eu", { baseUrl: "${emulator.url}", email: "agent@example.com", apiKey: "obviously-fake-stale-key" },
        { envVarMappings: { SHOP_KEY: "COMM100_EU_API_KEY" } });
      ${variable("cart", "{ provider: eu }")}
      new comm100.Campaign("sales", { name: "Sales" }, { version: "99.0.0" });`);
    expect(output).toContain("warning: resource plugin pulumi-nodejs is expected to have version >=99.0.0");
    expect(await emulator.call("GET", "/campaigns")).toHaveLength(1);
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(1);
  });
});

describe("flags that only Pulumi's own engine has", needs(pulumiMissing()), () => {
  it("up --target and --exclude call only what they are to work on, and --target-dependents what is in a campaign, too", async () => {
    const { apply, emulator, project, stack } = await openSite(findEngine());
    await apply(shop("a"));
    const up = async (program: string, options: OperationOptions) => {
      project.write(program);
      await emulator.forgetRequests();
      succeeded(await stack.up(options));
      return writes(await emulator.requests());
    };
    const [campaign, invitation] = [urn("Campaign", "sales"), urn("AutoInvitation", "hello")];
    expect(await up(shop("bb"), { targets: [invitation] })).toEqual([
      "PUT /campaigns/{id}/invitation/autoInvitations/{id}",
    ]);
    const others = ["--exclude", campaign, "--exclude", invitation];
    expect(await up(shop("ccc"), { flags: others })).toEqual(["PUT /customVariables/{id}"]);
    expect(await up(shop("ccc"), { targets: [campaign], flags: ["--target-dependents"] })).toEqual([
      "PUT /campaigns/{id}",
      "PUT /campaigns/{id}/invitation/autoInvitations/{id}",
    ]);
  });

  it("up --target of the name that has left the program can't see that the new one has the object, and says so", async () => {
    const { apply, emulator, project, stack } = await openSite(findEngine());
    await apply(variable("old"));
    // The state after an update of the new name alone, which has taken the object over.
    const { version, deployment } = await stack.export();
    const both = (deployment.resources ?? []).flatMap((resource) =>
      resource.urn.endsWith("::old")
        ? [resource, { ...resource, urn: urn("CustomVariable", "new") }]
        : [resource],
    );
    await stack.import({ version, deployment: { ...deployment, resources: both } });
    project.write(variable("new"));
    await emulator.forgetRequests();
    const { output } = succeeded(await stack.up({ targets: [urn("CustomVariable", "old")] }));
    expect(await emulator.requests()).toEqual(["DELETE /customVariables/{id}"]);
    expect(output).toContain(
      "is deleted from the site, also if another resource of this stack has it: only pulumi up of the whole program can tell",
    );
  });

  it("--run-program refreshes and destroys with the settings of now, not of the last update", async () => {
    const { apply, emulator, stack } = await openSite(findEngine());
    await apply(variable("cart"));
    await stack.setConfig("comm100:apiKey", { secret: "obviously-fake-rotated-key" });
    succeeded(await stack.refresh());
    const flags = ["--run-program"];
    for (const operation of ["refresh", "destroy"] as const) {
      const refused = await stack[operation]({ flags });
      expect(refused.succeeded).toBe(false);
      expect(refused.output).toContain("answered 401");
    }
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(1);
    await stack.setConfig("comm100:apiKey", { secret: "emulator-api-key" });
    succeeded(await stack.destroy({ flags }));
    expect(await emulator.call("GET", "/customVariables")).toEqual([]);
  });

  it("destroy --target, --exclude and --exclude-protected leave what they are to leave, with what it belongs to", async () => {
    const { apply, emulator, stack } = await openSite(findEngine());
    const destroy = async (options: OperationOptions) => {
      await emulator.forgetRequests();
      succeeded(await stack.destroy(options));
      return emulator.requests();
    };
    const [campaign, invitation] = [urn("Campaign", "sales"), urn("AutoInvitation", "hello")];
    await apply(shop("a"));
    expect((await stack.destroy({ targets: [campaign] })).output).toContain("--target-dependents");
    expect(await destroy({ targets: [campaign], flags: ["--target-dependents"] })).toEqual([
      "DELETE /campaigns/{id}",
    ]);
    const kept = shop("a", { invitation: "{ protect: true }" });
    await apply(kept);
    expect(await destroy({ flags: ["--exclude-protected"] })).toEqual(["DELETE /customVariables/{id}"]);
    await apply(kept);
    expect(await destroy({ flags: ["--exclude", invitation] })).toEqual(["DELETE /customVariables/{id}"]);
    expect(await destroy({ flags: ["--ignore-protect"] })).toEqual(["DELETE /campaigns/{id}"]);
  });
});

describe("commands that only Pulumi's own CLI has", needs(pulumiMissing()), () => {
  async function open() {
    const cli = await openCliStack();
    cli.project.write(shop("a"));
    const run = async (...args: string[]) => {
      const { code, output, notes } = await cli.pulumi(args);
      if (code !== 0) throw new Error(output + notes);
      return output + notes;
    };
    const up = () => run("up", "--yes", "--skip-preview");
    await up();
    await cli.emulator.forgetRequests();
    return { ...cli, run, up };
  }

  it("import ends with an error of Pulumi's provider host; state repair and config refresh put the stack's own things right", async () => {
    const { emulator, pulumi, run, state } = await open();
    const before = (await state()).deployment.resources;
    const type = "pulumi-nodejs:dynamic/comm100:CustomVariable";
    const failed = await pulumi(["import", type, "more", "1", "--yes"]);
    expect(failed.code).not.toBe(0);
    expect(failed.output).toContain("reading 'toJavaScript'");
    expect((await state()).deployment.resources).toEqual(before);

    expect(await run("state", "repair", "--yes")).toContain("already valid");

    await run("config", "rm", "comm100:apiKey");
    expect((await pulumi(["preview"])).output).toContain("comm100:apiKey");
    await run("config", "refresh", "--force");
    await run("preview", "--expect-no-changes");
    expect(await emulator.requests()).toEqual([]);
  });

  it("state taint has an object applied again; state rename, state move and stack rename leave the next update nothing to do", async () => {
    const { emulator, project, run, up } = await open();
    const before = await emulator.call("GET", "/campaigns");
    await run("state", "taint", urn("Campaign", "sales"), "--yes");
    expect(await up()).toContain("was applied again, not created");
    expect(writes(await emulator.requests())).toEqual([]);
    expect(await emulator.call("GET", "/campaigns")).toEqual(before);

    await emulator.forgetRequests();
    await run("state", "rename", urn("CustomVariable", "cart"), "basket", "--yes");
    await run("stack", "rename", "renamed");
    project.write(shop("a", { cart: variable("basket") }));
    expect(await run("preview", "--expect-no-changes", "--stack", "renamed")).toContain("4 unchanged");
    await run("stack", "rename", "test", "--stack", "renamed");

    await run("stack", "init", "--stack", "other");
    const moved = urn("CustomVariable", "basket");
    await run("state", "move", moved, "--source", "test", "--dest", "other", "--yes");
    project.write(shop("a", { cart: "" }));
    expect(await up()).toContain("3 unchanged");
    expect(await emulator.requests()).toEqual([]);
  });

  it("state delete and stack rm --force call nothing, and the next update takes over what is there; state protect lasts until then", async () => {
    const { emulator, pulumi, run, state, up } = await open();
    const [campaign, cart] = [urn("Campaign", "sales"), urn("CustomVariable", "cart")];
    const isProtected = async () => {
      const { resources = [] } = (await state()).deployment;
      return resources.find((resource) => resource.urn === cart)?.protect === true;
    };
    await run("state", "protect", cart, "--yes");
    const destroyed = await pulumi(["destroy", "--yes", "--skip-preview", "--target", cart]);
    expect([destroyed.code === 0, await isProtected()]).toEqual([false, true]);
    await run("state", "unprotect", cart, "--yes");
    expect(await isProtected()).toBe(false);
    await run("state", "protect", cart, "--yes");

    const refused = await pulumi(["state", "delete", campaign, "--yes"]);
    expect(refused.notes).toContain("can't be safely deleted");
    await run("state", "delete", campaign, "--target-dependents", "--yes");
    expect(await up()).toContain("existed with the declared values");
    expect(await isProtected()).toBe(false);

    await run("stack", "rm", "--force", "--preserve-config", "--yes");
    await run("stack", "init");
    expect(await up()).toContain("existed with the declared values");
    expect(writes(await emulator.requests())).toEqual([]);
  });
});
