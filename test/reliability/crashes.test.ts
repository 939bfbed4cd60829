import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { Engine } from "../engine";
import { onEachEngine } from "../engine/on-each-engine";
import { inLanes, type Kill, killed, momentsIn, openLane, tally } from "../support/killing";
import { brief, succeeded } from "../support/site";
import { differencesOf, managedIn, whatIsOn } from "../support/site-and-state";

/** How often each command is killed. All 40 times take minutes: npm run test:crashes. */
const times = Number(process.env.COMM100_TEST_CRASHES ?? 4);

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "comm100-site-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The real engine can die alone; the stand-in is no process of its own. */
const killsOf = (engine: Engine, writes: number): Kill[] =>
  momentsIn(writes, times).map((moment, index) => ({
    moment,
    isAlone: engine.name === "pulumi" && index % 3 === 1,
  }));

onEachEngine((engine) => {
  const timeout = 120_000 + times * 60_000;

  it("ends with the site as declared, without a duplicate or an orphan, whenever up was killed", {
    timeout,
  }, async () => {
    const lane = await openLane(engine);
    const site = await lane.site();
    succeeded(await lane.stack.up());
    const { writes } = lane.gate;
    const undisturbed = await whatIsOn(site);

    const kills = killsOf(engine, writes);
    const needed = await inLanes(engine, kills, async ({ stack, ...rest }, kill, index) => {
      const emulator = await rest.site();
      const recovery = await killed({ stack, ...rest }, emulator, "up", kill);
      succeeded(await stack.up());
      const state = await stack.export();
      expect(await differencesOf(state, emulator)).toEqual([]);
      expect(managedIn(state)).toBe(60);
      expect(await whatIsOn(emulator)).toEqual(undisturbed);
      if (index % 8 === 0) expect(brief(succeeded(await stack.refresh()))).toEqual([]);
      await rest.forget();
      return recovery;
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

    const kills = killsOf(engine, writes);
    const needed = await inLanes(engine, kills, async ({ stack, ...rest }, kill) => {
      const folder = newFolder();
      cpSync(kept, folder, { recursive: true });
      const emulator = await rest.site(folder, true);
      await stack.import(state);
      const recovery = await killed({ stack, ...rest }, emulator, "destroy", kill);
      succeeded(await stack.destroy());
      expect(managedIn(await stack.export())).toBe(0);
      expect(await whatIsOn(emulator)).toEqual(undisturbed);
      return recovery;
    });
    console.log(
      `destroy of 60 objects (${writes} writes) on ${engine.name}: ${needed.length} of ${kills.length} kills ended with nothing left. Needed: ${tally(needed)}`,
    );
  });
});

/** Why these are skipped on the stand-in: it is no process of its own, and always stores what it did. */
const onlyReal = `the stand-in can't`;

onEachEngine((engine) => {
  const isReal = engine.name === "pulumi";

  it.skipIf(!isReal)(
    `leaves no provider behind when the engine alone is killed (${onlyReal})`,
    {
      timeout: 300_000,
    },
    async () => {
      const lane = await openLane(engine);
      const emulator = await lane.site();
      const kill = new AbortController();
      let atWork: string[] = [];
      lane.gate.watch(emulator.url, { write: 5, fate: "answered", after: 0 }, () => {
        atWork = providersOf(lane.gate.url);
        kill.abort();
      });
      await lane.stack.up({ killEngineOnly: kill.signal });
      expect(atWork).toHaveLength(1);
      await expect.poll(() => providersOf(lane.gate.url), { timeout: 20_000 }).toEqual([]);
    },
  );

  it.skipIf(!isReal)(
    `finds its objects again when the state of a killed run was never stored (${onlyReal})`,
    {
      timeout: 300_000,
    },
    async () => {
      const reference = await openLane(engine);
      const whole = await reference.site();
      succeeded(await reference.stack.up());
      const lane = await openLane(engine, { PULUMI_SKIP_CHECKPOINTS: "true" });
      const emulator = await lane.site();
      const moment = { write: 40, fate: "unanswered", after: 0 } as const;
      await killed(lane, emulator, "up", { moment, isAlone: false });
      expect(managedIn(await lane.stack.export())).toBe(0);
      succeeded(await lane.stack.up());
      expect(await differencesOf(await lane.stack.export(), emulator)).toEqual([]);
      expect(await whatIsOn(emulator)).toEqual(await whatIsOn(whole));
      console.log("up with PULUMI_SKIP_CHECKPOINTS, killed after 40 of 60 writes: 0 duplicates, 0 orphans");
    },
  );
});

/** The provider processes whose environment names the site. */
const providersOf = (url: string): string[] =>
  execFileSync("ps", ["-A", "-o", "args=", "eww"], { encoding: "utf8", maxBuffer: 2 ** 26 })
    .split("\n")
    .filter((line) => line.includes("dynamic-provider") && line.includes(`COMM100_BASE_URL=${url}`));
