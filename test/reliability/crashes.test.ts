import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { findEngine, pulumiMissing } from "../engine";
import { onEachEngine } from "../engine/on-each-engine";
import { survivesKills } from "../support/crashes";
import { killed, openLane } from "../support/killing";
import { needs } from "../support/needs";
import { succeeded } from "../support/site";
import { differencesOf, managedIn, whatIsOn } from "../support/site-and-state";

onEachEngine((engine) => survivesKills(engine, 2));

/** The stand-in is no process of its own, and always stores what it did. */
describe("on pulumi, which can die alone", needs(pulumiMissing()), () => {
  it("leaves no provider behind when the engine alone is killed", {
    timeout: 120_000,
  }, async () => {
    const lane = await openLane(findEngine());
    const emulator = await lane.site();
    const kill = new AbortController();
    let atWork: string[] = [];
    lane.gate.watch(emulator.url, { write: 5, fate: "answered", after: 0 }, () => {
      atWork = providersOf(lane.gate.url);
      kill.abort();
    });
    await lane.stack.up({ killEngineOnly: kill.signal });
    expect(atWork).toHaveLength(1);
    await expect.poll(() => providersOf(lane.gate.url)).toEqual([]);
  });

  it("finds its objects again when the state of a killed run was never stored", {
    timeout: 120_000,
  }, async () => {
    const reference = await openLane(findEngine());
    const whole = await reference.site();
    succeeded(await reference.stack.up());
    const lane = await openLane(findEngine(), { PULUMI_SKIP_CHECKPOINTS: "true" });
    const moment = { write: 40, fate: "unanswered", after: 0 } as const;
    const doomed = {
      operation: "up",
      writes: reference.gate.writes,
      prepare: () => lane.site(),
    } as const;
    const { emulator } = await killed(lane, doomed, { moment, isAlone: false });
    expect(managedIn(await lane.stack.export())).toBe(0);
    succeeded(await lane.stack.up());
    expect(await differencesOf(await lane.stack.export(), emulator)).toEqual([]);
    expect(await whatIsOn(emulator)).toEqual(await whatIsOn(whole));
    console.log("up with PULUMI_SKIP_CHECKPOINTS, killed after 40 of 60 writes: 0 duplicates, 0 orphans");
  });
});

/** The provider processes whose environment names the site. */
const providersOf = (url: string): string[] =>
  execFileSync("ps", ["-A", "-o", "args=", "eww"], { encoding: "utf8", maxBuffer: 2 ** 26 })
    .split("\n")
    .filter((line) => line.includes("dynamic-provider") && line.includes(`=${url}`));
