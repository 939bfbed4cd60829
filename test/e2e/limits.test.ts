import { describe, expect, it } from "vitest";
import { findEngine, type OperationResult } from "../engine";
import { openSite, succeeded } from "../support/site";

const variables = (count: number) => `
  for (let index = 0; index < ${count}; index++) {
    new comm100.CustomVariable("variable-" + index, { name: "Variable " + index, type: "text" });
  }
`;

/** What a person is told went wrong with the objects; the engine adds that the run failed. */
const errors = (result: OperationResult) =>
  result.diagnostics
    .filter(({ severity, message }) => severity === "error" && !/^(error: )?update failed/.test(message))
    .map(({ message }) => message);

const whole = (messages: readonly string[]) => messages.filter((one) => !one.includes("see the other error"));

describe("the daily limit", () => {
  it("stops an update with one error that says what to do, and the next one finishes it", async () => {
    const { emulator, project, stack } = await openSite(findEngine());
    project.write(variables(20));
    await emulator.limit({ daily: 9 });
    const stopped = await stack.up({ parallel: 4 });
    expect(stopped.succeeded).toBe(false);
    expect(whole(errors(stopped))).toEqual([
      expect.stringContaining("The site's daily limit of requests is used up. Nothing more was sent"),
    ]);
    expect(errors(stopped).length).toBeLessThanOrEqual(4);
    expect(stopped.output).not.toContain("    at ");
    expect(stopped.counts.create).toBe(8);
    await emulator.limit({});
    await emulator.forgetRequests();
    succeeded(await stack.up());
    expect(await emulator.requests()).toHaveLength(1 + 12);
    expect(await emulator.call("GET", "/customVariables")).toHaveLength(20);
  });
});

describe("a key that is revoked", () => {
  it("fails a refresh with one error and one request, a destroy with one error, and changes no state", async () => {
    const { emulator, apply, stack } = await openSite(findEngine());
    await apply(variables(20));
    const state = async () => {
      const { resources = [] } = (await stack.export()).deployment;
      return resources.filter(({ type }) => type.includes("comm100")).map(({ urn, inputs }) => [urn, inputs]);
    };
    const before = await state();
    await emulator.fault({ path: "/**", times: 999, fault: { status: 401 } });
    await emulator.forgetRequests();
    const refreshed = await stack.refresh();
    expect(refreshed.succeeded).toBe(false);
    expect(errors(refreshed)).toEqual([expect.stringContaining("the key was revoked")]);
    expect(await emulator.requests()).toEqual(["GET /customVariables"]);
    const destroyed = await stack.destroy({ parallel: 4 });
    expect(destroyed.succeeded).toBe(false);
    expect(whole(errors(destroyed))).toEqual([expect.stringContaining("the key was revoked")]);
    expect(await state()).toEqual(before);
    expect((await emulator.requests()).length).toBeLessThanOrEqual(1 + 4);
  });
});

describe("maxRequestsPerMinute", () => {
  it("lets a preview say how long the update will take", async () => {
    const { emulator, project, stack } = await openSite(findEngine());
    await stack.setConfig("comm100:maxRequestsPerMinute", "60");
    project.write(variables(40));
    const planned = succeeded(await stack.preview());
    expect(planned.output).toMatch(/these changes take about [34]\d requests: [34]\d seconds at 60 a minute/);
    expect(await emulator.requests()).toEqual([]);
  });
});
