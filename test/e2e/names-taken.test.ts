import { describe, expect, it } from "vitest";
import { findEngine, type OperationResult } from "../engine";
import { openSite, writes } from "../support/site";

const variables = (...names: string[]) =>
  names
    .map((name, index) => `new comm100.CustomVariable("v${index}", { name: "${name}", type: "text" });`)
    .join("\n");

describe.each([findEngine()])("a name belongs to one, on $name", (engine) => {
  it("also when an update would give an object the name of a foreign one", async () => {
    const { apply, emulator, project, stack } = await openSite(engine);
    await apply(variables("Cart"));
    await emulator.call("POST", "/customVariables", { name: "Basket", type: "text" });
    await emulator.forgetRequests();
    project.write(variables("Basket"));
    const refused = await stack.up();
    expect(refused.succeeded).toBe(false);
    expect(errorsOf(refused)).toMatch(/can't get this name: the site has another one with it \(id .+\)/);
    expect(writes(await emulator.requests())).toEqual([]);
  });

  it("and two resources of the program may exchange theirs", async () => {
    const { apply, emulator } = await openSite(engine);
    await apply(variables("Cart", "Basket"));
    await apply(variables("Basket", "Cart"));
    const all = await emulator.call<{ name: string }[]>("GET", "/customVariables");
    expect(all.map(({ name }) => name).toSorted()).toEqual(["Basket", "Cart"]);
  });

  it("also where a transformation gives two resources one name", async () => {
    const { emulator, project, stack } = await openSite(engine);
    project.write(
      `pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props: { ...props, name: "Cart" }, opts }));
      ${variables("Cart", "Basket")}`,
    );
    const refused = await stack.preview();
    expect(refused.succeeded).toBe(false);
    expect(errorsOf(refused)).toContain(
      'has the same name as CustomVariable "v0": both would manage one object',
    );
    expect(await emulator.requests()).toEqual([]);
  });
});

const errorsOf = ({ diagnostics }: OperationResult) =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.replace(/\s+/g, " "))
    .join("\n");
