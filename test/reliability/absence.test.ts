import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { json } from "../support/hostile-server";
import type { Lie } from "../support/lying-service";
import { openLyingSite } from "../support/lying-site";
import { nineObjects } from "../support/nine-objects";
import { brief, succeeded, writes } from "../support/site";
import { managedIn } from "../support/site-and-state";

const engine = findEngine();

const isList = (method: string, path: string) =>
  method === "GET" && /\/(\w*s)$/.test(path) && path !== "/settings";
const emptyLists: Lie = (method, path) => (isList(method, path) ? json([]) : undefined);

describe(`what is absent, on ${engine.name}`, () => {
  it("isn't what a list has left out by mistake: a refresh keeps it, and an update creates nothing", async () => {
    const { apply, emulator, service, stack } = await openLyingSite(engine);
    await apply(nineObjects);
    service.lie(emptyLists);
    service.forgetRequests();
    await emulator.forgetRequests();
    const refreshed = succeeded(await stack.refresh());
    expect(brief(refreshed)).toEqual([]);
    expect(refreshed.output).toContain("CustomVariable: the site's list lacks what is on the site");
    expect(brief(succeeded(await stack.up({ refresh: true })))).toEqual([]);
    expect(writes(await emulator.requests())).toEqual([]);
    expect(managedIn(await stack.export())).toBe(9);
  });

  it("is asked for by a few first where a whole collection vanished, and the list is asked again", async () => {
    const { apply, service, stack } = await openLyingSite(engine);
    await apply(nineObjects);
    let lists = 0;
    service.lie((method, path) =>
      method === "GET" && path === "/customVariables" && ++lists === 1 ? json([]) : undefined,
    );
    service.forgetRequests();
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    const asked = service.requests().filter((request) => request.includes("/customVariables"));
    expect(asked.toSorted()).toEqual([
      "GET /customVariables",
      "GET /customVariables",
      "GET /customVariables/{id}",
    ]);
  });

  it("is what is neither in the list nor answers itself: one call more for each", async () => {
    const { apply, emulator, service, stack } = await openLyingSite(engine);
    await apply(nineObjects);
    for (const { id, name } of await emulator.call<{ id: string; name: string }[]>(
      "GET",
      "/customVariables",
    )) {
      if (name !== "Cart") await emulator.call("DELETE", `/customVariables/${id}`);
    }
    service.forgetRequests();
    const { counts } = succeeded(await stack.refresh());
    expect(counts.delete).toBe(4);
    expect(service.requests().filter((request) => request === "GET /customVariables/{id}")).toHaveLength(4);
  });

  it("is deleted already where the list lacks it, too", async () => {
    const { apply, emulator, stack } = await openLyingSite(engine);
    await apply(nineObjects);
    for (const { id } of await emulator.call<{ id: string }[]>("GET", "/customVariables"))
      await emulator.call("DELETE", `/customVariables/${id}`);
    const [campaign] = await emulator.call<{ id: string }[]>("GET", "/campaigns");
    await emulator.call("DELETE", `/campaigns/${campaign?.id}`);
    succeeded(await stack.destroy());
    expect(managedIn(await stack.export())).toBe(0);
  });
});
