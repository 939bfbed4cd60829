import { expect, it } from "vitest";
import { onEachEngine } from "./on-each-engine";
import { brief, briefCalls, errors, openSample, stepOf, stored, storedAs, succeeded } from "./sample";

onEachEngine((engine) => {
  it("creates the replacement before it deletes, and what depends on it follows in between", async () => {
    const { stack, write, up, calls, objects } = await openSample(engine);
    const program = `const a = new Thing("a", { kind: "x", color: "red" }); new Thing("b", { a: a.id }, { dependsOn: a });`;
    await up(program);
    calls();
    write(program.replace('"x"', '"y"'));
    const preview = succeeded(await stack.preview());
    expect(brief(preview)).toEqual(["replace a", "update b"]);
    expect(stepOf(preview, "b").differences).toMatchObject([{ path: "a", old: "a-1", new: "[unknown]" }]);
    expect(calls()).toEqual([]);

    const replaced = succeeded(await stack.up());
    expect(brief(replaced)).toEqual(["replace a", "update b"]);
    expect(replaced.counts).toMatchObject({ replace: 1, update: 1, create: 0, delete: 0 });
    expect(stepOf(replaced, "a")).toMatchObject({
      id: "a-2",
      differences: [{ path: "kind", kind: "update", old: "x", new: "y", replaces: true }],
    });
    expect(briefCalls(calls())).toEqual(["create a", "update b", "delete a"]);
    expect(Object.keys(objects()).sort()).toEqual(["a-2", "b-1"]);
    expect(await stored(stack)).toEqual(["a", "b"]);
  });

  it("checks a replacement without old inputs", async () => {
    const { up, calls } = await openSample(engine);
    await up(`new Thing("a", { kind: "x" });`);
    calls();
    await up(`new Thing("a", { kind: "y" });`);
    expect(calls("check", "diff", "create", "delete")).toMatchObject([
      { method: "check", olds: { kind: "x" } },
      { method: "diff" },
      { method: "check", olds: {} },
      { method: "create" },
      { method: "delete" },
    ]);
  });

  it("deletes first where the provider or the program wants it", async () => {
    const { up, calls } = await openSample(engine);
    const option = "{ deleteBeforeReplace: true }";
    await up(`new Thing("a", { kind: "x" }, ${option}); new Thing("b", { kind: "x" });`);
    calls();
    const replaced = await up(
      `new Thing("a", { kind: "y" }, ${option}); new Thing("b", { kind: "unique" });`,
    );
    expect(brief(replaced)).toEqual(["replace a", "replace b"]);
    const made = briefCalls(calls());
    expect(made.filter((call) => call.endsWith("a"))).toEqual(["delete a", "create a"]);
    expect(made.filter((call) => call.endsWith("b"))).toEqual(["delete b", "create b"]);
  });

  it("deletes before it what can't outlive it, and leaves the rest alone", async () => {
    const { stack, write, up, calls, objects } = await openSample(engine);
    const program = `const a = new Thing("a", { kind: "x" });
      const b = new Thing("b", { of: a.id }); new Thing("c", { of: b.id }); new Thing("d", { a: a.id });`;
    await up(program);
    calls();
    write(program.replace('"x"', '"unique"'));
    expect(brief(succeeded(await stack.preview()))).toEqual([
      "replace a",
      "replace b",
      "replace c",
      "update d",
    ]);
    expect(calls()).toEqual([]);
    const replaced = succeeded(await stack.up());
    expect(brief(replaced)).toEqual(["replace a", "replace b", "replace c", "update d"]);
    const made = briefCalls(calls());
    expect(made.slice(0, 4)).toEqual(["delete c", "delete b", "delete a", "create a"]);
    expect(made.slice(4).sort()).toEqual(["create b", "create c", "update d"]);
    expect(Object.values(objects())).toHaveLength(4);
    expect(await stored(stack)).toEqual(["a", "b", "c", "d"]);
  });

  it("replaces what it is told to, without a diff", async () => {
    const { stack, up, calls } = await openSample(engine);
    await up(`new Thing("a"); new Thing("b");`);
    calls();
    const { urn } = await storedAs(stack, "a");
    expect(brief(succeeded(await stack.preview({ replace: [urn] })))).toEqual(["replace a"]);
    calls();
    expect(brief(succeeded(await stack.up({ replace: [urn] })))).toEqual(["replace a"]);
    const made = calls("check", "diff", "create", "delete").filter(({ name }) => name === "a");
    expect(briefCalls(made)).toEqual(["check a", "create a", "delete a"]);
    expect(made[0]).toMatchObject({ olds: {} });
  });

  it("honours replaceOnChanges, at any depth, unless the provider says itself that there are changes", async () => {
    const { up } = await openSample(engine);
    const program = (value: string) => `
      new Thing("a", { deep: { x: "${value}", y: "${value}" }, list: [{ v: "${value}" }] }, { replaceOnChanges: ["deep.x", "list[*].v"] });
      new Thing("b", { deep: { x: 1, y: "${value}" } }, { replaceOnChanges: ["deep.x"] });
      new Thing("c", { x: "${value}", changes: "some" }, { replaceOnChanges: ["x"] });`;
    await up(program("one"));
    const changed = await up(program("two"));
    expect(brief(changed)).toEqual(["replace a", "update b", "update c"]);
    expect(stepOf(changed, "a").differences.map(({ path, replaces }) => [path, replaces])).toEqual([
      ["deep.x", true],
      ["deep.y", false],
      ["list[0].v", true],
    ]);
  });

  it("honours ignoreChanges, at any depth", async () => {
    const { up, calls, objects } = await openSample(engine);
    const program = (value: string) =>
      `new Thing("a", { color: "${value}", deep: { x: "${value}", y: "${value}" } }, { ignoreChanges: ["color", "deep.x"] });`;
    await up(program("one"));
    calls();
    const changed = await up(program("two"));
    expect(stepOf(changed, "a").differences).toMatchObject([{ path: "deep.y", old: "one", new: "two" }]);
    expect(objects()).toMatchObject({ "a-1": { color: "one", deep: { x: "one", y: "two" } } });
    expect(calls("check")).toMatchObject([{ news: { color: "one", deep: { x: "one", y: "two" } } }]);
  });

  it("refuses to replace or to delete what is protected", async () => {
    const { stack, up, write, objects } = await openSample(engine);
    await up(`new Thing("a", { kind: "x" }, { protect: true }); new Thing("b");`);
    expect(await storedAs(stack, "a")).toMatchObject({ protect: true });

    write(`new Thing("a", { kind: "y" }, { protect: true }); new Thing("b");`);
    const replaced = await stack.up();
    expect(replaced.succeeded).toBe(false);
    expect(errors(replaced).join()).toContain("protect");

    write(`new Thing("b");`);
    const removed = await stack.up();
    expect(removed.succeeded).toBe(false);
    expect(errors(removed).join()).toContain("protect");

    const destroyed = await stack.destroy();
    expect(destroyed.succeeded).toBe(false);
    expect(errors(destroyed).join()).toContain("protect");
    expect(objects()).toMatchObject({ "a-1": { kind: "x" } });
    expect(await stored(stack)).toContain("a");
  });

  it("replaces what is deleted with something that is replaced, without a call for the old one", async () => {
    const { up, calls } = await openSample(engine);
    const program = `const a = new Thing("a", { kind: "x" }); new Thing("b", {}, { deletedWith: a });`;
    await up(program);
    calls();
    expect(brief(await up(program.replace('"x"', '"y"')))).toEqual(["replace a", "replace b"]);
    expect(briefCalls(calls())).toEqual(["create a", "create b", "delete a"]);
  });
});
