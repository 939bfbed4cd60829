import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { CustomVariable } from "../../provider/generated/resources";

const limit = Error.stackTraceLimit;
const args = { name: "Cart", type: "text" } as const;

beforeAll(() => {
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
    call: ({ inputs }) => inputs as object,
  });
});
afterEach(() => vi.unstubAllEnvs());

const limitWhileMaking = (name: string): number | undefined => {
  let during: number | undefined;
  const note: pulumi.ResourceTransformation = () => {
    during = Error.stackTraceLimit;
    return undefined;
  };
  new CustomVariable(name, { ...args, name }, { transformations: [note] });
  return during;
};

const thrownBy = (task: () => unknown): Error => {
  try {
    task();
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was thrown");
};

describe("while a resource is made", () => {
  it("stack traces are short, and afterwards as long as before", () => {
    expect([limitWhileMaking("cart"), Error.stackTraceLimit]).toEqual([1, limit]);
  });

  it("an error of the SDK has the place in the program", () => {
    const { message, stack } = thrownBy(() => new CustomVariable("", { ...args, name: "Second" }));
    expect(message).toContain("Missing resource name");
    expect(stack).toMatch(/at .*resource\.js/);
    expect(stack).toContain("brief-traces.test.ts");
    expect(Error.stackTraceLimit).toBe(limit);
  });

  it("an error of a transformation has the place where it was thrown", () => {
    const failing = () => {
      throw new Error("in a transformation");
    };
    const { stack } = thrownBy(
      () => new CustomVariable("other", { ...args, name: "Other" }, { transformations: [failing] }),
    );
    expect(stack).toMatch(/Error: in a transformation\n\s+at .*failing/);
    expect(stack?.split("\n").length).toBeGreaterThan(4);
  });

  it("stack traces are whole where somebody looks for a promise that is never settled", () => {
    vi.stubEnv("PULUMI_DEBUG_PROMISE_LEAKS", "true");
    expect(limitWhileMaking("third")).toBe(limit);
  });
});
