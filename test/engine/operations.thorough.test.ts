import { expect, it } from "vitest";
import { onEachEngine } from "./on-each-engine";
import { brief, briefCalls, openSample, stepOf, stored, storedAs, succeeded } from "./sample";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

onEachEngine((engine) => {
  it("previews, creates, leaves alone, updates, deletes", async () => {
    const { stack, write, up, objects, calls } = await openSample(engine);
    const program = `const a = new Thing("a", { color: "red" }); new Thing("b", { a: a.id, other: a.size });
      exports.id = a.id; exports.hidden = pulumi.secret("hidden");`;
    write(program);
    const preview = succeeded(await stack.preview());
    expect(preview.counts).toMatchObject({ create: 2, update: 0, same: 0 });
    expect(stepOf(preview, "a")).toEqual({
      op: "create",
      refreshed: false,
      urn: "urn:pulumi:test::sample::pulumi-nodejs:dynamic/sample:Thing::a",
      type: "pulumi-nodejs:dynamic/sample:Thing",
      name: "a",
      id: undefined,
      differences: [],
      succeeded: true,
    });
    expect(preview.outputs).toEqual({});
    expect(calls("check", "diff", "create")).toMatchObject([
      { method: "check", name: "a", olds: {}, news: { color: "red" } },
      { method: "check", name: "b", news: { a: UNKNOWN, other: UNKNOWN } },
    ]);
    expect(await stored(stack)).toEqual([]);

    const created = await up(program);
    expect(brief(created)).toEqual(["create a", "create b"]);
    expect(stepOf(created, "b").id).toBe("b-1");
    expect(created.outputs).toEqual({ id: "a-1", hidden: "[secret]" });
    expect(objects()).toMatchObject({ "a-1": { color: "red" }, "b-1": { a: "a-1" } });
    expect(briefCalls(calls())).toEqual(["create a", "create b"]);
    expect(await stored(stack)).toEqual(["a", "b"]);

    const again = await up(program);
    expect(again.counts).toMatchObject({ create: 0, same: 2 });
    expect(calls("check", "diff", "update").filter(({ name }) => name === "a")).toMatchObject([
      { method: "check", olds: { color: "red" }, news: { color: "red" } },
      { method: "diff", id: "a-1", olds: { color: "red", made: "made-for-a-1" }, news: { color: "red" } },
    ]);

    expect(brief(await up(program.replace("red", "blue")))).toEqual(["update a", "update b"]);
    expect(objects()).toMatchObject({ "a-1": { color: "blue" } });
    expect(brief(await up(`new Thing("a", { color: "blue" });`))).toEqual(["delete b"]);
    expect(Object.keys(objects())).toEqual(["a-1"]);
    expect((await stack.export()).version).toBe(3);
  });

  it("destroys in the reverse order of dependencies", async () => {
    const { stack, up, calls, objects } = await openSample(engine);
    await up(
      `const a = new Thing("a"); const b = new Thing("b", { a: a.id }); new Thing("c", {}, { dependsOn: b });`,
    );
    calls();
    const destroyed = succeeded(await stack.destroy());
    expect(destroyed.counts).toMatchObject({ delete: 3 });
    expect(briefCalls(calls())).toEqual(["delete c", "delete b", "delete a"]);
    expect(objects()).toEqual({});
    expect((await stack.export()).deployment.resources ?? []).toEqual([]);
    expect(destroyed.outputs).toEqual({});
  });

  it("in a preview knows the id of what is updated, and no other output", async () => {
    const { stack, write, up, calls } = await openSample(engine);
    const program = `const a = new Thing("a", { color: "red" });
      new Thing("byId", { a: a.id }); new Thing("byOutput", { a: a.made }); new Thing("byInput", { a: a.color });`;
    await up(program);
    calls();
    write(program.replace("red", "blue"));
    const preview = succeeded(await stack.preview());
    expect(brief(preview)).toEqual(["update a", "update byInput", "update byOutput"]);
    expect(stepOf(preview, "a").id).toBe("a-1");
    expect(stepOf(preview, "byOutput").differences).toEqual([
      { path: "a", kind: "update", old: "made-for-a-1", new: "[unknown]", replaces: false },
    ]);
    expect(stepOf(preview, "byInput").differences).toEqual([
      { path: "a", kind: "update", old: "red", new: "blue", replaces: false },
    ]);
    expect(calls("diff").find(({ name }) => name === "byOutput")).toMatchObject({ news: { a: UNKNOWN } });
  });

  it("tells the differences by path, hides secrets and what begins with two underscores", async () => {
    const { up } = await openSample(engine);
    await up(`new Thing("a", {
      text: "one", gone: 1, list: [{ v: 1 }, { v: 2 }, 3], deep: { x: { y: 1, z: 2 }, "a key": 1 }, kind: [1],
      token: pulumi.secret("one"), open: { inner: pulumi.secret({ text: "one" }) }, becomes: "secret", __hidden: 1 });`);
    const updated = await up(`new Thing("a", {
      text: "two", added: [1], list: [{ v: 9 }, { v: 2 }], deep: { x: { y: 1, w: null, z: { q: 1 } }, "a key": 2 }, kind: [1],
      token: pulumi.secret("two"), open: { inner: pulumi.secret({ text: "two" }) }, becomes: pulumi.secret("secret"), __hidden: 2 });`);
    const { differences } = stepOf(updated, "a");
    const byPath = differences.map(({ path, replaces: _, ...rest }) => [path, rest] as const);
    expect(Object.fromEntries(byPath)).toEqual({
      text: { kind: "update", old: "one", new: "two" },
      added: { kind: "add", new: [1] },
      gone: { kind: "delete", old: 1 },
      "list[0].v": { kind: "update", old: 1, new: 9 },
      "list[2]": { kind: "delete", old: 3 },
      "deep.x.z": { kind: "update", old: 2, new: { q: 1 } },
      'deep["a key"]': { kind: "update", old: 1, new: 2 },
      token: { kind: "update", old: "[secret]", new: "[secret]" },
      "open.inner.text": { kind: "update", old: "[secret]", new: "[secret]" },
    });
  });

  it("takes the provider's word for whether there are changes", async () => {
    const { stack, up, calls } = await openSample(engine);
    await up(`new Thing("some"); new Thing("none", { color: "red" });`);
    calls();
    const updated = await up(
      `new Thing("some", { changes: "some" }); new Thing("none", { changes: "none", color: "blue" });`,
    );
    expect(brief(updated)).toEqual(["update some"]);
    expect(stepOf(updated, "some").differences).toEqual([]);
    expect(briefCalls(calls())).toEqual(["update some"]);
    const none = await storedAs(stack, "none");
    expect(none.inputs).toMatchObject({ color: "blue" });
    expect(none.outputs).toMatchObject({ color: "red" });
  });

  it("fails when there are changes that are not expected", async () => {
    const { stack, up, write } = await openSample(engine);
    await up(`new Thing("a", { color: "red" });`);
    expect(await stack.preview({ expectNoChanges: true })).toMatchObject({ succeeded: true, exitCode: 0 });
    write(`new Thing("a", { color: "blue" });`);
    expect(await stack.preview({ expectNoChanges: true })).toMatchObject({ succeeded: false, exitCode: 7 });
  });

  it("keeps to the number of operations at once, and checks one resource after the other", async () => {
    const { stack, write, calls } = await openSample(engine);
    write(`for (let i = 0; i < 6; i++) new Thing("thing" + i, { takes: 400 });`);
    succeeded(await stack.up({ parallel: 2 }));
    let running = 0;
    const atOnce = calls("create", "created").map(({ method }) => {
      running += method === "create" ? 1 : -1;
      return running;
    });
    expect(Math.max(...atOnce)).toBe(2);
  });
});
