import { expect, it } from "vitest";
import { onEachEngine } from "./on-each-engine";
import { brief, briefCalls, errors, openSample, stepOf, stored, storedAs, succeeded } from "./sample";

onEachEngine((engine) => {
  it("starts nothing new after a failed create, and keeps what was under way", async () => {
    const { stack, write, up, objects } = await openSample(engine);
    await up(`exports.before = 1;`);
    write(`const slow = new Thing("slow", { takes: 1500 }); new Thing("bad", { failCreate: true, takes: 300 });
      new Thing("never", { a: slow.id }); exports.after = 1;`);
    const failed = await stack.up();
    expect(failed).toMatchObject({ succeeded: false, exitCode: 1 });
    expect(brief(failed)).toEqual(["create bad failed", "create slow"]);
    expect(failed.counts).toMatchObject({ create: 1 });
    expect(errors(failed).join()).toContain("no create of bad");
    const about = failed.diagnostics.find(({ message }) => message.includes("no create of bad"));
    expect(about?.urn).toBe(stepOf(failed, "bad").urn);
    expect(Object.keys(objects())).toEqual(["slow-1"]);
    expect(await stored(stack)).toEqual(["slow"]);

    const repaired = await up(
      `const slow = new Thing("slow", { takes: 1500 }); new Thing("never", { a: slow.id });`,
    );
    expect(brief(repaired)).toEqual(["create never"]);
  });

  it("keeps the old state of what can't be updated or deleted", async () => {
    const { stack, write, up, objects } = await openSample(engine);
    await up(`new Thing("a", { color: "red" }); new Thing("b", { failDelete: true });`);
    write(`new Thing("a", { color: "blue", failUpdate: true }); new Thing("b", { failDelete: true });`);
    const failed = await stack.up();
    expect(brief(failed)).toEqual(["update a failed"]);
    expect(errors(failed).join()).toContain("no update of a");
    expect((await storedAs(stack, "a")).inputs).toMatchObject({ color: "red" });

    write("");
    const undeleted = await stack.up();
    expect(undeleted.succeeded).toBe(false);
    expect(brief(undeleted)).toContain("delete b failed");
    expect(errors(undeleted).join()).toContain("no delete of b-1");
    expect(await stored(stack)).toContain("b");
    expect(Object.keys(objects())).toContain("b-1");
  });

  it("shows problems that check found, and creates nothing", async () => {
    const { stack, write, calls } = await openSample(engine);
    write(`new Thing("a", { problems: ["color", "", "x.y", "problems"], color: "red", x: { y: 1 } });`);
    for (const failed of [await stack.preview(), await stack.up()]) {
      expect(failed).toMatchObject({ succeeded: false, exitCode: 1, steps: [] });
      const type = "pulumi-nodejs:dynamic/sample:Thing";
      expect(errors(failed).slice(0, 3)).toEqual([
        `${type} resource 'a': property color value {red} has a problem: is not good`,
        `${type} resource 'a' has a problem: is not good`,
        `${type} resource 'a': property x.y value {<nil>} has a problem: is not good`,
      ]);
      expect(failed.output).toContain("property color value {red} has a problem");
      expect(failed.diagnostics[0]?.urn).toMatch(/::a$/);
    }
    expect(calls()).toEqual([]);
  });

  it("shows a secret that check names as the property with a problem", async () => {
    const { stack, write } = await openSample(engine);
    write(`new Thing("a", { problems: ["token"], token: pulumi.secret("plain") });`);
    expect(errors(await stack.preview())[0]).toContain("property token value {&{{plain}}} has a problem");
  });

  it("keeps what could only be created in part, and has it updated next", async () => {
    const { stack, write, up, calls, objects } = await openSample(engine);
    write(`new Thing("a", { color: "red", token: pulumi.secret("hidden"), failInPart: "no colour yet" });`);
    const failed = await stack.up();
    expect(failed.succeeded).toBe(false);
    expect(brief(failed)).toEqual(["create a failed"]);
    expect(errors(failed).join()).toContain("no colour yet");
    expect(await storedAs(stack, "a")).toMatchObject({
      id: "a-1",
      inputs: { color: "red" },
      outputs: { made: "made-for-a-1" },
      initErrors: ["no colour yet"],
    });
    calls();
    const repaired = await up(`new Thing("a", { color: "red", token: pulumi.secret("hidden") });`);
    expect(brief(repaired)).toEqual(["update a"]);
    expect(await storedAs(stack, "a")).not.toHaveProperty("initErrors");

    write(`new Thing("a", { color: "blue", failInPart: "no blue yet" });`);
    expect(brief(await stack.up())).toEqual(["update a failed"]);
    expect(await storedAs(stack, "a")).toMatchObject({
      inputs: { color: "red" },
      initErrors: ["no blue yet"],
    });
    calls();
    write(`new Thing("a", { color: "red", token: pulumi.secret("hidden") });`);
    expect(brief(succeeded(await stack.preview()))).toEqual(["update a"]);
    succeeded(await stack.refresh());
    expect(await storedAs(stack, "a")).not.toHaveProperty("initErrors");
    succeeded(await stack.destroy());
    expect(objects()).toEqual({});
  });

  it("updates even without a difference what could only be created in part", async () => {
    const { stack, write, calls } = await openSample(engine);
    write(`new Thing("a", { failInPart: "no colour yet", changes: "none" });`);
    await stack.up();
    calls();
    const again = await stack.up();
    expect(brief(again)).toEqual(["update a failed"]);
    expect(briefCalls(calls())).toEqual(["update a"]);
  });

  it("deletes nothing when the program fails", async () => {
    const { stack, write, up, objects } = await openSample(engine);
    await up(`new Thing("a"); exports.output = 1;`);
    write(`console.error("the program is broken"); process.exit(3);`);
    const failed = await stack.up();
    expect(failed).toMatchObject({ succeeded: false, exitCode: 1 });
    expect(failed.output).toContain("the program is broken");
    expect(Object.keys(objects())).toEqual(["a-1"]);
    expect(await stored(stack)).toEqual(["a"]);
    expect(failed.outputs).toEqual({ output: 1 });
  });

  it("passes on what the program and the provider print", async () => {
    const { stack, write } = await openSample(engine, {
      config: { "sample:token": { secret: "configured" } },
    });
    write(`console.log("a line of the program"); pulumi.log.warn("a warning");
      new Thing("a", { problems: [], color: new pulumi.Config("sample").require("token") });
      pulumi.log.info("with configured in it");`);
    const done = succeeded(await stack.up());
    expect(done.diagnostics).toContainEqual(
      expect.objectContaining({ severity: "warning", message: "a warning" }),
    );
    expect(done.diagnostics.map(({ message }) => message)).toContain("a line of the program");
    expect(done.output).toContain("with [secret] in it");
    expect(done.output).not.toContain("configured");
  });

  it("does not fail because of an error that the program only logs", async () => {
    const { stack, write } = await openSample(engine);
    write(`pulumi.log.error("an error"); new Thing("a");`);
    const done = await stack.up();
    expect(done).toMatchObject({ succeeded: true, exitCode: 0 });
    expect(errors(done)).toEqual(["an error"]);
    expect(brief(done)).toEqual(["create a"]);
  });

  it("is killed with all its processes, keeps what was stored, and goes on from there", async () => {
    const { stack, write, up, calls } = await openSample(engine);
    const program = `const a = new Thing("a"); new Thing("b", { a: a.id, takes: 20000 });`;
    write(program);
    const kill = new AbortController();
    const running = stack.up({ kill: kill.signal });
    const seen: string[] = [];
    await expect.poll(() => seen.push(...briefCalls(calls())) && seen).toContain("create b");
    kill.abort();
    expect(await running).toMatchObject({ succeeded: false, killed: true, exitCode: 1 });
    await stack.recover();
    expect(await stored(stack)).toEqual(["a"]);
    expect(brief(await up(program.replace("20000", "0")))).toEqual(["create b"]);
  });
});
