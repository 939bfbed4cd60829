import { expect, it } from "vitest";
import { onEachEngine } from "../engine/on-each-engine";
import { brief, succeeded, writes } from "../support/site";
import { openRelease } from "../support/upgrades";

/** Made by a release that numbered the names of objects that were called the same. */
const release = "numbered-names";

const numbered = / {6}resourceName: "chatEnds hooks.example.com \d",\n/g;

onEachEngine((engine) => {
  it("a document that is exported anew takes over the resources of the numbers that it had", async () => {
    const { emulator, project, program, stack } = await openRelease(engine, release);
    project.put("index.js", program.replace(numbered, ""));
    expect(brief(succeeded(await stack.preview({ expectNoChanges: true })))).toEqual([]);
    expect(brief(succeeded(await stack.up()))).toEqual([]);
    const { resources = [] } = (await stack.export()).deployment;
    const names = resources.map(({ urn }) => urn.split("::").slice(3).join("::"));
    expect(names.filter((name) => name.includes("chatEnds")).sort()).toEqual([
      "shop/chatEnds hooks.example.com a34d694d",
      "shop/chatEnds hooks.example.com a90fd9b7",
      "shop/chatEnds hooks.example.com c146e95a",
    ]);

    // From now on one that goes leaves the names of the others alone.
    const others = program.replace(numbered, "").replace(/ {4}\{ event: "chatEnds",.*\n/, "");
    project.put("index.js", others);
    expect(brief(succeeded(await stack.up()))).toEqual([expect.stringMatching(/^delete shop\/chatEnds/)]);
    expect(writes(await emulator.requests())).toEqual(["DELETE /webhooks/{id}"]);
  });

  it("numbers that have shifted are refused, with what to do, and nothing is written", async () => {
    const { emulator, project, program, stack } = await openRelease(engine, release);
    const shifted = program.replace(numbered, "").replace(/ {4}\{ event: "chatEnds",.*\n/, "");
    project.put("index.js", shifted);
    const { succeeded: ended, output } = await stack.up();
    expect(ended).toBe(false);
    expect(output).toContain(
      'would take over the resource "shop/chatEnds hooks.example.com" of an earlier release, which has another event and targetUrl',
    );
    expect(output).toMatch(/resourceName: chatEnds hooks\.example\.com( 2)? where it is this one/);
    expect(output).not.toMatch(/hooks\.example\.com\/(archive|billing|statistics)/);
    expect(writes(await emulator.requests())).toEqual([]);

    project.put("index.js", program.replace(/ {4}\{ event: "chatEnds",.*\n/, ""));
    expect(brief(succeeded(await stack.up()))).toEqual(["delete shop/chatEnds hooks.example.com"]);
    expect(writes(await emulator.requests())).toEqual(["DELETE /webhooks/{id}"]);
  });
});
