import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Engine } from "../engine";
import { inLanes, type Kill, killed, type Lane, momentsIn, openLane, tally } from "./killing";
import { brief, succeeded } from "./site";
import { differencesOf, managedIn, whatIsOn } from "./site-and-state";
import { sixtyObjects } from "./sixty-objects";

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
    const { before, restore } = await deployed(lane);
    succeeded(await lane.stack.destroy());
    const { writes } = lane.gate;
    const undisturbed = await whatIsOn(before);

    const kills = killsOf(engine, writes, times);
    const needed = await inLanes(engine, kills, async (lane, kill) => {
      const { stack } = lane;
      const prepare = () => restore(lane);
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

/** Tests that kill an up which renames or replaces 60 objects, so many times each, and hold what an up then makes of it. */
export function changesSurviveKills(engine: Engine, times: number): void {
  const timeout = 60_000 + times * 60_000;

  it.each(Object.entries(successors))(
    "ends with the site as declared, and each object once, whenever %s was killed",
    {
      timeout,
    },
    async (what, successor) => {
      const lane = await openLane(engine);
      const { before, restore } = await deployed(lane);
      lane.declare(successor);
      succeeded(await lane.stack.up({ refresh: true }));
      const { writes } = lane.gate;
      expect(await differencesOf(await lane.stack.export(), before)).toEqual([]);
      const undisturbed = await whatIsOn(before);

      const kills = killsOf(engine, writes, times);
      const needed = await inLanes(engine, kills, async (lane, kill) => {
        const { stack } = lane;
        lane.declare(successor);
        const prepare = () => restore(lane);
        const { emulator, needed } = await killed(
          lane,
          { operation: "up", refresh: true, writes, prepare } as const,
          kill,
        );
        succeeded(await stack.up({ refresh: true }));
        const state = await stack.export();
        expect(await differencesOf(state, emulator)).toEqual([]);
        expect(managedIn(state)).toBe(60);
        expect(await whatIsOn(emulator)).toEqual(undisturbed);
        return needed;
      });
      console.log(
        `${what} (${writes} writes) on ${engine.name}: ${needed.length} of ${kills.length} kills ended as declared, 0 duplicates, nothing lost. Needed: ${tally(needed)}`,
      );
    },
  );
}

const edited = JSON.stringify(sixtyObjects(1, "second"));

/** Programs with the same objects as before, with other texts in many of them, as other resources. */
const successors: Readonly<Record<string, string>> = {
  "an up that renames all resources": `new comm100.LiveChatSite("store", ${edited});`,
  "an up that replaces what differs": replacing(false),
  "an up that replaces what differs, and deletes first": replacing(true),
};

function replacing(deleteBeforeReplace: boolean): string {
  const options = JSON.stringify({ replaceOnChanges: ["*"], deleteBeforeReplace });
  return `const transformations = [({ props, opts }) => ({ props, opts: { ...opts, ...${options} } })];
new comm100.LiveChatSite("shop", ${edited}, { transformations });`;
}

/** The site and the state after an up of the first program, and how to have both again in any lane. */
async function deployed(lane: Lane) {
  const folder = newFolder();
  const before = await lane.site(folder);
  succeeded(await lane.stack.up({ refresh: true }));
  const state = await lane.stack.export();
  const kept = newFolder();
  cpSync(folder, kept, { recursive: true, filter: (path) => !path.endsWith("/lock") });
  lane.gate.watch(before.url);
  const restore = async ({ stack, site }: Lane) => {
    const folder = newFolder();
    cpSync(kept, folder, { recursive: true });
    await stack.import(state);
    return site(folder, true);
  };
  return { before, restore };
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
