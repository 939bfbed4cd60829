import { describe, expect, it, onTestFinished } from "vitest";
import { type Deployment, findEngine, type OperationResult, pulumiMissing } from "../engine";
import { openCliStack } from "../support/cli-stack";
import { startTestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { brief, openSite, succeeded, writes } from "../support/site";

const program = `
  new comm100.CustomVariable("cart", { name: "Cart", type: "text" });
  new comm100.Settings("settings", { isAutoTranslationEnabled: true });`;

/** A stack of one site, and another site. */
async function twoSites() {
  const site = await openSite(findEngine());
  await site.apply(program);
  const other = await startTestEmulator();
  return { ...site, other, [Symbol.asyncDispose]: () => other.close() };
}

describe("the site that a state is of", () => {
  it("is the only one that it is applied to: another address is refused before anything is sent", async () => {
    await using site = await twoSites();
    const { stack, other, emulator } = site;
    const before = await stack.export();
    await stack.setConfig("comm100:baseUrl", other.url);
    await emulator.forgetRequests();
    for (const operation of ["preview", "up", "refresh", "destroy"] as const) {
      // Refresh and destroy take the address of the last update, unless the environment has another.
      const refused = await stack[operation]({ environment: { COMM100_BASE_URL: other.url } });
      expect([operation, refused.succeeded]).toEqual([operation, false]);
      expect(errorsOf(refused)).toContain(
        `This stack's state is of the site ${emulator.url}, and comm100:baseUrl is ${other.url}`,
      );
      expect(errorsOf(refused)).toContain(`pulumi config set comm100:movedFrom ${emulator.url}`);
    }
    expect([...(await other.requests()), ...(await emulator.requests())]).toEqual([]);
    const ours = ({ deployment }: Deployment) =>
      (deployment.resources ?? [])
        .filter(({ type }) => type.includes("comm100"))
        .map(({ urn, id }) => [urn, id]);
    expect(ours(await stack.export())).toEqual(ours(before));
  });

  it("may have moved, which is said once and writes nothing", async () => {
    await using site = await twoSites();
    const { stack, other, emulator } = site;
    // The same objects at another address.
    const environment = { COMM100_REROUTE: `${other.url}=${emulator.url}` };
    await stack.setConfig("comm100:baseUrl", other.url);
    await stack.setConfig("comm100:movedFrom", emulator.url);
    await emulator.forgetRequests();
    expect(brief(succeeded(await stack.up({ environment })))).toEqual(["update cart", "update settings"]);
    expect(writes(await emulator.requests())).toEqual([]);
    expect(
      brief(
        succeeded(
          await stack.up({ environment: { ...environment, COMM100_MOVED_FROM: "https://never.example" } }),
        ),
      ),
    ).toEqual([]);
    expect(succeeded(await stack.destroy({ environment })).counts).toMatchObject({ delete: 2 });
    expect(await emulator.call("GET", "/customVariables")).toEqual([]);
  });

  it("is learned by a state that doesn't know it, without a change", async () => {
    const { apply, stack } = await openSite(findEngine());
    await apply(program);
    const { version, deployment } = await stack.export();
    const old = (deployment.resources ?? []).map(({ inputs, outputs, ...resource }) => ({
      ...resource,
      ...(inputs && { inputs: without(inputs) }),
      ...(outputs && { outputs: without(outputs) }),
    }));
    await stack.import({ version, deployment: { ...deployment, resources: old } });
    expect(brief(succeeded(await stack.preview()))).toEqual([]);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    const sites = ((await stack.export()).deployment.resources ?? []).flatMap(
      ({ outputs }) => outputs?.__site ?? [],
    );
    expect(sites).toHaveLength(2);
  });
});

describe("the site that a state is of, for the commands", {
  ...needs(pulumiMissing()),
  timeout: 120_000,
}, () => {
  it("is the only one that drift and import read", async () => {
    const stack = await openCliStack();
    stack.project.write(program);
    expect(await stack.pulumi(["up", "--yes", "--skip-preview"])).toMatchObject({ code: 0 });
    const other = await startTestEmulator();
    onTestFinished(() => other.close());
    Object.assign(stack.environment, { ...other.environment });
    for (const command of ["drift", "import"]) {
      const { code, notes } = await stack.comm100([command, "--stack", "test"]);
      expect([command, code]).toEqual([command, 1]);
      expect(notes.replace(/\s+/g, " ")).toContain(`This stack's state is of the site ${stack.emulator.url}`);
    }
    expect(await other.requests()).toEqual([]);
  });

  it("is what import notes, wherever its requests are sent", async () => {
    const stack = await openCliStack();
    const { emulator, environment, project } = stack;
    await emulator.call("POST", "/customVariables", { name: "Cart", type: "text" });
    const site = "https://site.example";
    project.put(
      "comm100.config.yaml",
      `sites: { shop: { baseUrl: "${site}", emailEnv: COMM100_EMAIL, apiKeyEnv: COMM100_API_KEY } }`,
    );
    project.write(`new comm100.CustomVariable("cart", { name: "Cart", type: "text" });`);
    await stack.pulumi(["config", "set", "comm100:baseUrl", site]);
    const { COMM100_BASE_URL: _, ...credentials } = emulator.environment;
    Object.assign(environment, credentials, { COMM100_REROUTE: `${site}=${emulator.url}` });
    for (const args of [
      ["import", "--stack", "test", "--site", "shop", "--yes"],
      ["drift", "--stack", "test"],
    ]) {
      const { code, notes } = await stack.comm100(args);
      expect([args, code, notes]).toEqual([args, 0, expect.anything()]);
    }
    const { deployment } = await stack.state();
    expect(deployment.resources?.flatMap(({ outputs }) => outputs?.__site ?? [])).toEqual([site]);
  });
});

const without = ({ __site, __resource, ...others }: Record<string, unknown>) => others;

const errorsOf = ({ diagnostics }: OperationResult) =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.replace(/\s+/g, " "))
    .join("\n");
