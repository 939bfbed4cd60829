import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { json } from "../support/hostile-server";
import { type Lie, notFound } from "../support/lying-service";
import { openLyingSite } from "../support/lying-site";
import { nineObjects } from "../support/nine-objects";
import { succeeded } from "../support/site";
import { managedIn } from "../support/site-and-state";

const engine = findEngine();

describe(`what is absent, on ${engine.name}`, () => {
  it.each<[string, Lie]>([
    ["every path is answered so", () => notFound()],
    ["every path is answered without the API's own form", () => json({ message: "Not Found" }, 404)],
    ["its list still has it", (method) => (method === "DELETE" ? notFound() : undefined)],
  ])(
    "isn't proven by 'not found' alone, where %s: a destroy fails, and the state keeps it",
    async (_, lie) => {
      const { apply, emulator, service, stack } = await openLyingSite(engine);
      await apply(nineObjects);
      service.lie(lie);
      const failed = await stack.destroy();
      expect(failed.succeeded).toBe(false);
      service.tellTheTruth();
      expect(managedIn(await stack.export())).toBeGreaterThan(0);
      succeeded(await stack.destroy());
      expect(await emulator.call("GET", "/campaigns")).toEqual([]);
      expect(await emulator.call("GET", "/customVariables")).toEqual([]);
    },
  );

  it("isn't proven below an owner that is there, though its lists aren't", async () => {
    const { apply, emulator, service, stack } = await openLyingSite(engine);
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    await apply(`
      new comm100.ChatButton("button", { campaignId: "${id}", type: "image", isHideWhenOffline: true });
      new comm100.AutoInvitation("hello", { campaignId: "${id}", name: "Hello", text: "May we help?" });`);
    service.lie((_, path) => (/^\/campaigns\/[^/]+\//.test(path) ? notFound() : undefined));
    for (const operation of ["refresh", "destroy"] as const)
      expect((await stack[operation]()).succeeded).toBe(false);
    expect(managedIn(await stack.export())).toBe(2);
  });

  it("may come late into a list: a creation whose answer was cut is looked for, and not made twice", async () => {
    const { apply, emulator, service } = await openLyingSite(engine);
    const lag = 3000;
    const seen = new Map<string, number>();
    let cuts = 0;
    service.lie(async (method, path, truth) => {
      if (path !== "/customVariables") return undefined;
      const text = await truth();
      if (method === "POST") return ++cuts === 2 ? (socket) => socket.destroy() : json(JSON.parse(text), 201);
      const listed = (JSON.parse(text) as { id: string }[]).filter(({ id }) => {
        const since = seen.get(id) ?? performance.now();
        seen.set(id, since);
        return performance.now() - since >= lag;
      });
      return json(listed);
    });
    await apply(nineObjects);
    const names = (await emulator.call<{ name: string }[]>("GET", "/customVariables")).map(
      ({ name }) => name,
    );
    expect(names.toSorted()).toEqual(["Basket", "Cart", "Order", "Visit", "Visitor"]);
  });
});
