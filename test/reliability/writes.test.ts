import { describe, expect, it } from "vitest";
import { findEngine, type OperationResult } from "../engine";
import { html, http, json } from "../support/hostile-server";
import { type Lie, openLyingService } from "../support/lying-service";
import { openSite, succeeded, writes } from "../support/site";
import { managedIn } from "../support/site-and-state";

const engine = findEngine();

const failure = { code: 500000, message: "An error occurred." };

const variable = (value: string) =>
  `new comm100.CustomVariable("cart", { name: "Cart", type: "text", value: "${value}" });`;
const settings = (value: boolean) =>
  `new comm100.Settings("settings", { isAutoTranslationEnabled: ${value} });`;

/** A variable and the settings, and a service that can lie about them. */
async function openLyingSite() {
  const site = await openSite(engine);
  const service = await openLyingService(site.emulator);
  await site.stack.setConfig("comm100:baseUrl", service.url);
  const before = await site.emulator.call<{ isAutoTranslationEnabled: boolean }>("GET", "/settings");
  await site.apply(variable("cart.total") + settings(!before.isAutoTranslationEnabled));
  return { ...site, service, before };
}

const textOf = ({ output }: OperationResult) => output.replace(/\s+/g, " ");

/** Answers a write so, and doesn't carry it out. */
const only =
  (wanted: string, reply: () => ReturnType<Lie>): Lie =>
  (method) =>
    method === wanted ? reply() : undefined;

describe(`a write, on ${engine.name}`, () => {
  it("that is answered 200 with an error, an error in an envelope, HTML or nothing, and isn't carried out, fails", async () => {
    const { emulator, service, project, stack } = await openLyingSite();
    project.write(variable("basket.total"));
    for (const reply of [
      () => json(failure),
      () => json({ error: failure }),
      () => html(),
      () => http(200, {}, ""),
    ]) {
      service.lie(only("PUT", reply));
      expect((await stack.up()).succeeded).toBe(false);
    }
    service.tellTheTruth();
    succeeded(await stack.up());
    expect(await emulator.call("GET", "/customVariables")).toMatchObject([{ value: "basket.total" }]);
  });

  it("that is answered 200 with the object as it was fails, and names the fields", async () => {
    const { service, project, stack, emulator } = await openLyingSite();
    const [live] = await emulator.call<object[]>("GET", "/customVariables");
    service.lie(only("PUT", () => json(live)));
    project.write(variable("basket.total"));
    const failed = await stack.up();
    expect(failed.succeeded).toBe(false);
    expect(textOf(failed)).toContain(
      "the service answered that it was written, but value on the site isn't what was sent",
    );
  });

  it("counts where the answer is odd and a look shows it, for one call more", async () => {
    const { emulator, service, apply } = await openLyingSite();
    for (const [value, reply] of [
      ["a.total", () => html()],
      ["b.total", () => json({})],
      ["c.total", () => json(failure)],
    ] as const) {
      service.lie(async (method, _, truth) => {
        if (method !== "PUT") return undefined;
        await truth();
        return reply();
      });
      await emulator.forgetRequests();
      const declared = variable(value);
      await apply(declared + settingsIn(await emulator.call("GET", "/settings")));
      expect(await emulator.call("GET", "/customVariables")).toMatchObject([{ value }]);
      const calls = (await emulator.requests()).filter((call) => call.includes("customVariables/"));
      expect(calls).toEqual(["GET", "PUT", "GET"].map((method) => `${method} /customVariables/{id}`));
    }
  });

  it("of a deletion, or of what is given back, counts only where the site shows it", async () => {
    const { emulator, service, stack, before } = await openLyingSite();
    for (const reply of [() => json(failure), () => json({}), () => html()]) {
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
    const { emulator, service, apply } = await openLyingSite();
    let tries = 0;
    service.lie(async (method, path, truth) => {
      if (method !== "PUT" || !path.startsWith("/customVariables")) return undefined;
      tries += 1;
      if (tries > 1) return json({ code: 400001, message: "Nothing to change." }, 400);
      await truth();
      return (socket) => socket.destroy();
    });
    await apply(variable("basket.total") + settingsIn(await emulator.call("GET", "/settings")));
    expect(writes(await emulator.requests())).toContain("PUT /customVariables/{id}");
    expect(await emulator.call("GET", "/customVariables")).toMatchObject([{ value: "basket.total" }]);
  });

  it("that fails in the body says where, and with which number", async () => {
    const { service, project, stack } = await openLyingSite();
    service.lie(only("PUT", () => json(failure)));
    project.write(variable("basket.total"));
    expect(textOf(await stack.up())).toMatch(
      /PUT \S*customVariables\S* answered 200 with an error in its body \(code 500000\): An error occurred/,
    );
  });
});

const settingsIn = ({ isAutoTranslationEnabled }: { isAutoTranslationEnabled: boolean }) =>
  settings(isAutoTranslationEnabled);
