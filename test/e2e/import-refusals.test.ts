import { expect, it } from "vitest";
import type { DeploymentResource } from "../engine/engine";
import { type CliStack, openCliStack } from "../support/cli-stack";
import { describeImport, flat, imported, makeFlatObjects, succeeds } from "../support/importing";

describeImport("of what isn't safe", () => {
  it("refuses another site, twins, a program with mistakes, and to undo what there isn't", async () => {
    const stack = await openCliStack();
    const { emulator, project, environment } = stack;
    project.write(flat);
    await refuses(stack, "has no backup of an import", "--undo");
    const noStack = 'There is no stack "nope". pulumi stack ls shows those that there are';
    await refuses(stack, noStack, "--stack", "nope");
    const site = (baseUrl: string) => `{ baseUrl: "${baseUrl}", emailEnv: MY_EMAIL, apiKeyEnv: MY_KEY }`;
    project.put(
      "comm100.config.yaml",
      `sites:\n  same: ${site(emulator.url)}\n  other: ${site("http://127.0.0.1:1")}\n`,
    );
    Object.assign(environment, { MY_EMAIL: "agent@example.com", MY_KEY: "emulator-api-key" });
    const otherSite = `manages the site at ${emulator.url}, but --site is at http://127.0.0.1:1`;
    await refuses(stack, otherSite, "--site", "other");
    await makeFlatObjects(stack);
    expect(await imported(stack, "--site", "same")).toMatchObject({ code: 0, changes: [] });
    await succeeds(stack.comm100(["import", "--stack", "test", "--undo", "--yes"]));
    await emulator.call("POST", "/customVariables", { name: "Cart", type: "integer" });
    await refuses(stack, 'CustomVariable "cart": the site has 2 of the same name: ids');
    project.write(`new comm100.CustomVariable("cart", { nam: "Cart" });`);
    await refuses(stack, 'Did you mean "name"?');
  });

  it("refuses a state that this version doesn't write", async () => {
    const stack = await openCliStack();
    stack.project.write(flat);
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    const good = (await stack.pulumi(["stack", "export"])).output;
    const edit = async (change: (webhook: DeploymentResource) => void) => {
      const state = JSON.parse(good) as { deployment: { resources: DeploymentResource[] } };
      const webhook = state.deployment.resources.find(({ urn }) => urn.endsWith("::archive"));
      if (webhook) change(webhook);
      await succeeds(stack.pulumi(["stack", "import"], JSON.stringify(state)));
    };
    await edit(({ outputs }) => delete outputs?.__provider);
    await refuses(stack, "isn't as this package writes it");
    await edit(({ inputs }) => Object.assign(inputs ?? {}, { __kind: "Telegraph" }));
    await refuses(stack, "is of a kind that this version of pulumi-comm100 doesn't have (Telegraph)");
  });
});

/** In one line, with the state as it was. */
async function refuses(stack: CliStack, message: string, ...args: string[]): Promise<void> {
  const before = await stack.pulumi(["stack", "export"]);
  const { code, notes } = await stack.comm100(["import", "--stack", "test", "--yes", ...args]);
  expect(notes).toContain(message);
  expect(notes).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
  expect((await stack.pulumi(["stack", "export"])).output).toBe(before.output);
}
