import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Engine } from "../engine";
import { inLanes, type Kill, killed, momentsIn, openLane, tally } from "./killing";
import { brief, succeeded } from "./site";
import { differencesOf, managedIn, whatIsOn } from "./site-and-state";

/** Tests that kill up and destroy of 60 objects, so many times each, and hold what an up or destroy then makes of it. */
export function survivesKills(engine: Engine, times: number): void {
  const timeout = 60_000 + times * 60_000;

  it("ends with the site as declared, without a duplicate or an orphan, whenever up was killed", {
    timeout,
  }, async () => {
    const lane = await openLane(engine);
    const site = await lane.site();
    succeeded(await lane.stack.up());
    const { writes } = lane.gate;
    const undisturbed = await whatIsOn(site);

    const kills = killsOf(engine, writes, times);
    const needed = await inLanes(engine, kills, async (lane, kill, index) => {
      const { stack } = lane;
      const prepare = async () => {
        await lane.forget();
        return lane.site();
      };
      const { emulator, needed } = await killed(lane, { operation: "up", writes, prepare }, kill);
      succeeded(await stack.up());
      const state = await stack.export();
      expect(await differencesOf(state, emulator)).toEqual([]);
      expect(managedIn(state)).toBe(60);
      expect(await whatIsOn(emulator)).toEqual(undisturbed);
      if (index % 8 === 0) expect(brief(succeeded(await stack.refresh()))).toEqual([]);
      return needed;
    });
    console.log(
      `up of 60 objects (${writes} writes) on ${engine.name}: ${needed.length} of ${kills.length} kills ended as declared, 0 duplicates, 0 orphans. Needed: ${tally(needed)}`,
    );
  });

  it("ends with the site as an undisturbed destroy leaves it, whenever destroy was killed", {
    timeout,
  }, async () => {
    const lane = await openLane(engine);
    const folder = newFolder();
    const before = await lane.site(folder);
    succeeded(await lane.stack.up());
    const state = await lane.stack.export();
    const kept = newFolder();
    cpSync(folder, kept, { recursive: true, filter: (path) => !path.endsWith("/lock") });
    lane.gate.watch(before.url);
    succeeded(await lane.stack.destroy());
    const { writes } = lane.gate;
    const undisturbed = await whatIsOn(before);

    const kills = killsOf(engine, writes, times);
    const needed = await inLanes(engine, kills, async (lane, kill) => {
      const { stack } = lane;
      const prepare = async () => {
        const folder = newFolder();
        cpSync(kept, folder, { recursive: true });
        await stack.import(state);
        return lane.site(folder, true);
      };
      const { emulator, needed } = await killed(lane, { operation: "destroy", writes, prepare }, kill);
      succeeded(await stack.destroy());
      expect(managedIn(await stack.export())).toBe(0);
      expect(await whatIsOn(emulator)).toEqual(undisturbed);
      return needed;
    });
    console.log(
      `destroy of 60 objects (${writes} writes) on ${engine.name}: ${needed.length} of ${kills.length} kills ended with nothing left. Needed: ${tally(needed)}`,
    );
  });
}

/** The real engine can die alone; the stand-in is no process of its own. */
const killsOf = (engine: Engine, writes: number, times: number): Kill[] =>
  momentsIn(writes, times).map((moment, index) => ({
    moment,
    isAlone: engine.name === "pulumi" && index % 3 === 1,
  }));

/** It goes with the test that asks for it. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "comm100-site-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
