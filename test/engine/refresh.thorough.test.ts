import { expect, it } from "vitest";
import { onEachEngine } from "./on-each-engine";
import { brief, briefCalls, errors, openSample, stepOf, stored, storedAs, succeeded } from "./sample";

const program = `new Thing("a", { color: "red", list: [1, { v: 1 }], token: pulumi.secret("hidden"), token2: pulumi.secret("same") });
  new Thing("b"); new Thing("c"); exports.kept = 1;`;

onEachEngine((engine) => {
  it("tells what differs, property by property, and what is gone", async () => {
    const { stack, up, change, calls, objects } = await openSample(engine);
    await up(program);
    calls();
    const drifted = {
      ...objects()["a-1"],
      color: "blue",
      list: [1, { v: 2 }, 3],
      token: "leaked",
      extra: true,
    };
    change({ "a-1": drifted, "c-1": undefined });

    const before = await stack.export();
    const found = succeeded(await stack.refresh({ previewOnly: true }));
    expect(brief(found)).toEqual(["delete c", "update a"]);
    expect(found.counts).toMatchObject({ update: 1, delete: 1, same: 1 });
    expect(stepOf(found, "a")).toMatchObject({ refreshed: true, id: "a-1" });
    expect(stepOf(found, "a").differences).toEqual([
      { path: "color", kind: "update", old: "red", new: "blue", replaces: false },
      { path: "extra", kind: "add", new: true, replaces: false },
      { path: "list[1].v", kind: "update", old: 1, new: 2, replaces: false },
      { path: "list[2]", kind: "add", new: 3, replaces: false },
      { path: "token", kind: "update", old: "[secret]", new: "[secret]", replaces: false },
    ]);
    expect(await stack.export()).toEqual(before);
    expect(calls("check", "create", "update", "delete")).toEqual([]);

    expect(brief(succeeded(await stack.refresh()))).toEqual(["delete c", "update a"]);
    expect(await stored(stack)).toEqual(["a", "b"]);
    expect((await storedAs(stack, "a")).inputs).toMatchObject({ color: "blue", extra: true });
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);

    const repaired = await up(program);
    expect(brief(repaired)).toEqual(["create c", "update a"]);
    expect(stepOf(repaired, "a").differences).toMatchObject([
      { path: "color", old: "blue", new: "red" },
      { path: "extra", kind: "delete", old: true },
      { path: "list[1].v", old: 2, new: 1 },
      { path: "list[2]", kind: "delete", old: 3 },
      { path: "token" },
    ]);
    expect(repaired.outputs).toEqual({ kept: 1 });
  });

  it("passes read the old outputs, and diff what was just read against the old inputs", async () => {
    const { stack, up, change, calls, objects } = await openSample(engine);
    await up(`new Thing("a", { color: "red" });`);
    change({ "a-1": { ...objects()["a-1"], color: "blue" } });
    calls();
    succeeded(await stack.refresh());
    expect(calls("read", "diff", "check")).toMatchObject([
      { method: "read", id: "a-1", props: { color: "red", made: "made-for-a-1" } },
      { method: "diff", id: "a-1", olds: { color: "blue" }, news: { color: "red" } },
    ]);
  });

  it("comes first in an update that asks for it", async () => {
    const { stack, up, write, change, objects, calls } = await openSample(engine);
    await up(program);
    change({ "a-1": { ...objects()["a-1"], color: "blue" }, "c-1": undefined });
    write(program);
    const preview = succeeded(await stack.preview({ refresh: true }));
    const inBrief = (refreshed: boolean) =>
      brief({ ...preview, steps: preview.steps.filter((step) => step.refreshed === refreshed) });
    expect(inBrief(true)).toEqual(["delete c", "update a"]);
    expect(inBrief(false)).toEqual(["create c", "update a"]);
    expect(await stored(stack)).toEqual(["a", "b", "c"]);
    calls();
    succeeded(await stack.up({ refresh: true }));
    expect(briefCalls(calls("create", "update")).sort()).toEqual(["create c", "update a"]);
    expect(objects()).toMatchObject({ "a-1": { color: "red" } });
  });

  it("leaves out what changes may be ignored", async () => {
    const { stack, up, change, objects } = await openSample(engine);
    await up(`new Thing("a", { color: "red", size: "s" }, { ignoreChanges: ["color"] });`);
    change({ "a-1": { ...objects()["a-1"], color: "blue" } });
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
  });

  it("goes on with the others where a read fails", async () => {
    const { stack, up, change, objects } = await openSample(engine);
    await up(program);
    change({ "a-1": { ...objects()["a-1"], failRead: true }, "c-1": undefined });
    const refreshed = await stack.refresh();
    expect(refreshed).toMatchObject({ succeeded: false, exitCode: 1 });
    expect(errors(refreshed).join()).toContain("no read of a-1");
    expect(brief(refreshed)).toEqual(["delete c", "refresh a failed"]);
    expect(await stored(stack)).toEqual(["a", "b"]);
  });

  it("uses the configuration of the last update", async () => {
    const { stack, up, calls, write } = await openSample(engine, { config: { "sample:account": "first" } });
    await up(`new Thing("a");`);
    await stack.setConfig("sample:account", "second");
    calls();
    succeeded(await stack.refresh());
    expect(calls("configure")).toMatchObject([{ account: "first" }]);
    write(`new Thing("a");`);
    succeeded(await stack.up());
    expect(calls("configure")).toMatchObject([{ account: "second" }]);
    succeeded(await stack.destroy());
    expect(calls("configure")).toMatchObject([{ account: "second" }]);
  });
});
