import { expect, it } from "vitest";
import { onEachEngine } from "./on-each-engine";
import { brief, briefCalls, filesWith, openSample, stepOf, stored, storedAs, succeeded } from "./sample";

onEachEngine((engine) => {
  it("keeps secrets out of every file", async () => {
    const { stack, up, change, objects } = await openSample(engine, {
      config: { "sample:token": { secret: "PLAIN-1" }, "sample:account": "open-account" },
    });
    const program = `const config = new pulumi.Config("sample");
      const a = new Thing("a", { token: config.requireSecret("token"), deep: { inner: pulumi.secret("PLAIN-2") }, list: [1, pulumi.secret("PLAIN-3")] });
      const b = new Thing("b", { about: a.token, color: "red" }, { additionalSecretOutputs: ["made"] });
      exports.token = a.token; exports.made = b.made; exports.deep = a.deep;`;
    const created = await up(program);
    expect(created.outputs).toEqual({ token: "[secret]", made: "[secret]", deep: "[secret]" });
    expect(objects()).toMatchObject({
      "a-1": { token: "PLAIN-1", deep: { inner: "PLAIN-2" }, list: [1, "PLAIN-3"] },
    });
    change({ "a-1": { ...objects()["a-1"], token: "PLAIN-4" } });
    const refreshed = succeeded(await stack.refresh());
    expect(stepOf(refreshed, "a").differences).toMatchObject([
      { path: "token", old: "[secret]", new: "[secret]" },
    ]);
    const repaired = await up(program.replace("red", "blue"));
    expect(await filesWith(stack, "PLAIN-")).toEqual([]);
    expect(await filesWith(stack, "made-for-b")).toEqual([]);
    expect((await filesWith(stack, "made-for-a")).length).toBeGreaterThan(0);
    for (const { output } of [created, refreshed, repaired]) expect(output).not.toContain("PLAIN-");
    expect(JSON.stringify((await storedAs(stack, "a")).inputs)).toContain("1b47061264138c4ac30d75fd1eb44270");
  });

  it("gives program and provider the configuration", async () => {
    const { stack, up, calls } = await openSample(engine, {
      config: { "sample:token": { secret: "hidden" }, "sample:account": "mine" },
    });
    const { outputs } =
      await up(`new Thing("a"); exports.account = new pulumi.Config("sample").get("account");
      exports.names = [pulumi.getProject(), pulumi.getStack()];`);
    expect(outputs).toEqual({ account: "mine", names: ["sample", "test"] });
    expect(calls("configure")).toMatchObject([{ account: "mine", token: "hidden" }]);
    expect(await filesWith(stack, "hidden")).toEqual([]);
  });

  it("configures an explicit provider with its own inputs, in a process of its own", async () => {
    const { stack, up, calls } = await openSample(engine, { config: { "sample:account": "default" } });
    const program = `const provider = new Provider("other", { "sample:account": "other", "sample:token": pulumi.secret("hidden") });
      new Thing("a"); new Thing("b", {}, { provider });`;
    const created = await up(program);
    expect(brief(created)).toEqual(["create a", "create b"]);
    expect(
      calls("configure")
        .map(({ account }) => account)
        .sort(),
    ).toEqual(["default", "other"]);
    expect((await storedAs(stack, "b")).outputs).toMatchObject({ account: "other" });
    expect((await storedAs(stack, "b")).provider).toContain("::other::");
    expect(await filesWith(stack, "hidden")).toEqual([]);
    expect(brief(await up(program))).toEqual([]);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    expect(brief(succeeded(await stack.destroy()))).toEqual(["delete a", "delete b"]);
    expect((await stack.export()).deployment.resources ?? []).toEqual([]);
  });

  it("keeps components, and deletes them after what they hold", async () => {
    const { stack, up, calls } = await openSample(engine);
    const program = `class Site extends pulumi.ComponentResource {
        constructor(name, options) { super("sample:index:Site", name, {}, options); this.thing = new Thing(name + "-a", {}, { parent: this }); this.registerOutputs({ id: this.thing.id }); }
      }
      exports.id = new Site("site").thing.id;`;
    const created = await up(program);
    expect(brief(created)).toEqual(["create site", "create site-a"]);
    expect(stepOf(created, "site-a").urn).toBe(
      "urn:pulumi:test::sample::sample:index:Site$pulumi-nodejs:dynamic/sample:Thing::site-a",
    );
    expect(created.outputs).toEqual({ id: "site-a-1" });
    expect(await storedAs(stack, "site")).toMatchObject({ custom: false, outputs: { id: "site-a-1" } });
    expect((await up(program)).counts).toMatchObject({ same: 2 });
    expect(succeeded(await stack.refresh()).counts).toMatchObject({ same: 2 });
    calls();
    expect((await up("")).steps.map(({ op, name }) => `${op} ${name}`)).toEqual([
      "delete site-a",
      "delete site",
    ]);
    expect(briefCalls(calls())).toEqual(["delete site-a"]);
  });

  it("knows a renamed resource by its alias", async () => {
    const { up, calls } = await openSample(engine);
    await up(`new Thing("old", { color: "red" }); new Thing("other");`);
    calls();
    const renamed = await up(`new Thing("new", { color: "red", name: "old" }, { aliases: [{ name: "old" }] });
      new Thing("another", { name: "other" }, { aliases: ["urn:pulumi:test::sample::pulumi-nodejs:dynamic/sample:Thing::other"] });`);
    expect(brief(renamed)).toEqual([]);
    expect(stepOf(renamed, "new").id).toBe("old-1");
    expect(calls()).toEqual([]);
    expect(brief(await up(""))).toEqual(["delete another", "delete new"]);
  });

  it("leaves the object of what is retained on delete", async () => {
    const { stack, up, objects } = await openSample(engine);
    await up(
      `new Thing("a", {}, { retainOnDelete: true }); new Thing("b", { kind: "x" }, { retainOnDelete: true });`,
    );
    expect(brief(await up(`new Thing("b", { kind: "y" }, { retainOnDelete: true });`))).toEqual([
      "delete a",
      "replace b",
    ]);
    expect(Object.keys(objects()).sort()).toEqual(["a-1", "b-1", "b-2"]);
    expect(await stored(stack)).toEqual(["b"]);
  });

  it("makes no call for what goes with something else that is deleted", async () => {
    const { stack, up, calls } = await openSample(engine);
    await up(
      `const a = new Thing("a"); new Thing("b", {}, { deletedWith: a }); new Thing("c", {}, { deletedWith: a });`,
    );
    calls();
    expect(brief(await up(`const a = new Thing("a"); new Thing("b", {}, { deletedWith: a });`))).toEqual([
      "delete c",
    ]);
    expect(briefCalls(calls())).toEqual(["delete c"]);
    expect(brief(succeeded(await stack.destroy()))).toEqual(["delete a", "delete b"]);
    expect(briefCalls(calls())).toEqual(["delete a"]);
  });

  it("reads what the program only wants to know, and never deletes it", async () => {
    const { stack, up, calls, change, objects } = await openSample(engine);
    change({ "a-9": { name: "a", color: "red" } });
    const { outputs, counts } = await up(
      `const a = new Thing("a", { color: undefined }, { id: "a-9" }); exports.color = a.color;`,
    );
    expect(outputs).toEqual({ color: "red" });
    expect(counts).toMatchObject({ read: 1, create: 0 });
    expect(await storedAs(stack, "a")).toMatchObject({ id: "a-9", external: true });
    expect(briefCalls(calls())).toEqual(["read a-9"]);
    succeeded(await stack.destroy());
    expect(objects()).toMatchObject({ "a-9": { color: "red" } });
  });

  it("writes nothing to the project's folder", async () => {
    const { stack, up, project } = await openSample(engine, {
      config: { "sample:token": { secret: "hidden" } },
    });
    await up(`new Thing("a");`);
    await stack.setConfig("sample:account", "mine");
    const { readdirSync } = await import("node:fs");
    expect(readdirSync(project).sort()).toEqual([
      "Pulumi.yaml",
      "index.js",
      "node_modules",
      "package.json",
      "provider.cjs",
    ]);
  });
});
