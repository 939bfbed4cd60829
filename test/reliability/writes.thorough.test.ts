import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { failed, openWrittenSite, variable } from "../support/doubtful-writes";
import { html, json } from "../support/hostile-server";
import { succeeded, writes } from "../support/site";
import { managedIn } from "../support/site-and-state";

const engine = findEngine();

describe(`a write, on ${engine.name}`, () => {
  it("counts where the answer is odd and a look shows it, for one call more", async () => {
    const { emulator, managed, service, apply } = await openWrittenSite(engine);
    for (const [value, reply] of [
      ["a.total", () => html()],
      ["b.total", () => json({})],
      ["c.total", failed],
    ] as const) {
      service.lie(async (method, _, truth) => {
        if (method !== "PUT") return undefined;
        await truth();
        return reply();
      });
      await emulator.forgetRequests();
      const declared = variable(value);
      await apply(declared + managed);
      expect(await emulator.call("GET", "/customVariables")).toMatchObject([{ value }]);
      const calls = (await emulator.requests()).filter((call) => call.includes("customVariables/"));
      expect(calls).toEqual(["GET", "PUT", "GET"].map((method) => `${method} /customVariables/{id}`));
    }
  });

  it("of a deletion, or of what is given back, counts only where the site shows it", async () => {
    const { emulator, service, stack, before } = await openWrittenSite(engine);
    for (const reply of [failed, () => json({}), () => html()]) {
      service.lie((method) => (method === "DELETE" || method === "PUT" ? reply() : undefined));
      expect((await stack.destroy()).succeeded).toBe(false);
      expect(managedIn(await stack.export())).toBe(2);
    }
    service.lie(async (method, _, truth) => {
      if (method !== "DELETE") return undefined;
      await truth();
      return json({ isDeleted: true });
    });
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/customVariables")).toEqual([]);
    expect(await emulator.call("GET", "/settings")).toEqual(before);
  });

  it("that was cut and then refused is decided by a look", async () => {
    const { emulator, managed, service, apply } = await openWrittenSite(engine);
    let tries = 0;
    service.lie(async (method, path, truth) => {
      if (method !== "PUT" || !path.startsWith("/customVariables")) return undefined;
      tries += 1;
      if (tries > 1) return json({ code: 400001, message: "Nothing to change." }, 400);
      await truth();
      return (socket) => socket.destroy();
    });
    await apply(variable("basket.total") + managed);
    expect(writes(await emulator.requests())).toContain("PUT /customVariables/{id}");
    expect(await emulator.call("GET", "/customVariables")).toMatchObject([{ value: "basket.total" }]);
  });
});
