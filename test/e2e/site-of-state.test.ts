import { describe, expect, it } from "vitest";
import { type Deployment, findEngine, type OperationResult } from "../engine";
import { startTestEmulator } from "../support/emulator";
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

const without = ({ __site, __resource, ...others }: Record<string, unknown>) => others;

const errorsOf = ({ diagnostics }: OperationResult) =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.replace(/\s+/g, " "))
    .join("\n");
