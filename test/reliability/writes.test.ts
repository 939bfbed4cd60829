import { describe, expect, it } from "vitest";
import { findEngine, type OperationResult } from "../engine";
import { failed, failure, openWrittenSite, variable } from "../support/doubtful-writes";
import { html, http, json } from "../support/hostile-server";
import type { Lie } from "../support/lying-service";
import { succeeded } from "../support/site";

const engine = findEngine();

const textOf = ({ output }: OperationResult) => output.replace(/\s+/g, " ");

/** Answers a write so, and doesn't carry it out. */
const only =
  (wanted: string, reply: () => ReturnType<Lie>): Lie =>
  (method) =>
    method === wanted ? reply() : undefined;

describe(`a write, on ${engine.name}`, () => {
  it("that is answered 200 with an error, an error in an envelope, HTML or nothing, and isn't carried out, fails", async () => {
    const { emulator, service, project, stack } = await openWrittenSite(engine);
    project.write(variable("basket.total"));
    for (const reply of [failed, () => json({ error: failure }), () => html(), () => http(200, {}, "")]) {
      service.lie(only("PUT", reply));
      expect((await stack.up()).succeeded).toBe(false);
    }
    service.tellTheTruth();
    succeeded(await stack.up());
    expect(await emulator.call("GET", "/customVariables")).toMatchObject([{ value: "basket.total" }]);
  });

  it("that is answered 200 with the object as it was fails, and names the fields", async () => {
    const { service, project, stack, emulator } = await openWrittenSite(engine);
    const [live] = await emulator.call<object[]>("GET", "/customVariables");
    service.lie(only("PUT", () => json(live)));
    project.write(variable("basket.total"));
    const refused = await stack.up();
    expect(refused.succeeded).toBe(false);
    expect(textOf(refused)).toContain(
      "the service answered that it was written, but value on the site isn't what was sent",
    );
  });

  it("that fails in the body says where, and with which number", async () => {
    const { service, project, stack } = await openWrittenSite(engine);
    service.lie(only("PUT", failed));
    project.write(variable("basket.total"));
    expect(textOf(await stack.up())).toMatch(
      /PUT \S*customVariables\S* answered 200 with an error in its body \(code 500000\): An error occurred/,
    );
  });
});
