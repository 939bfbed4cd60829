import { describe, expect, it } from "vitest";
import { ApiError, NoAnswerError } from "../../provider/api/errors";
import type { LostReason } from "../../provider/api/lost-answer";
import { delayBeforeRetry, isTransient, mayHaveLanded, retryAfterOf } from "../../provider/api/retry-rules";

const answered = (status: number) => new ApiError({ method: "POST", path: "/x", status });
const lost = (reason: LostReason) =>
  new NoAnswerError({ method: "POST", path: "/x" }, reason, "http://127.0.0.1", { cause: undefined });

describe("isTransient", () => {
  it.each([502, 503, 504])("holds for status %i", (status) => {
    expect(isTransient(answered(status))).toBe(true);
  });
  it.each([400, 401, 403, 404, 429, 500])("doesn't hold for status %i", (status) => {
    expect(isTransient(answered(status))).toBe(false);
  });
  it("holds for a broken connection and doesn't for a host that doesn't exist", () => {
    expect(
      ["cut", "timeout", "unreachable", "unusable", "cancelled"].map((reason) =>
        isTransient(lost(reason as LostReason)),
      ),
    ).toEqual([true, true, true, false, false]);
  });
});

describe("mayHaveLanded", () => {
  it.each([500, 502, 503, 504])("holds for status %i", (status) => {
    expect(mayHaveLanded(answered(status))).toBe(true);
  });
  it("doesn't hold for an answer from before the request was handled", () => {
    expect([400, 401, 403, 404, 429].map((status) => mayHaveLanded(answered(status)))).not.toContain(true);
  });
  it("doesn't hold when no connection was made", () => {
    expect(mayHaveLanded(lost("unreachable"))).toBe(false);
    expect(mayHaveLanded(lost("cut"))).toBe(true);
    expect(mayHaveLanded(lost("timeout"))).toBe(true);
  });
});

describe("delayBeforeRetry", () => {
  const policy = { maxRetries: 4, baseDelay: 100, maxDelay: 350 };

  it("doubles the longest pause up to the limit", () => {
    expect([1, 2, 3, 4].map((attempt) => delayBeforeRetry(policy, attempt, undefined, 1))).toEqual([
      100, 200, 350, 350,
    ]);
  });
  it("spreads the pauses over the whole range", () => {
    expect(delayBeforeRetry(policy, 1, undefined, 0)).toBe(0);
    expect(delayBeforeRetry(policy, 1, undefined, 0.5)).toBe(50);
  });
  it("gives up after the last try", () => {
    expect(delayBeforeRetry(policy, 5, undefined, 1)).toBeUndefined();
  });
  it("waits exactly as long as the service asks", () => {
    expect(delayBeforeRetry(policy, 1, 7000, 0.1)).toBe(7000);
  });
  it("gives up when the service asks for more than five minutes", () => {
    expect(delayBeforeRetry(policy, 1, 300_001, 0.1)).toBeUndefined();
  });
});

describe("retryAfterOf", () => {
  it.each([
    ["2", 2000],
    ["Thu, 01 Jan 1970 00:01:00 GMT", 50_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["soon", undefined],
    [undefined, undefined],
  ])("reads %s", (header, expected) => {
    expect(retryAfterOf(header, 10_000)).toBe(expected);
  });
});
