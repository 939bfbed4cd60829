import { describe, expect, it } from "vitest";
import { Comm100Error, timeOf } from "../../provider/webhooks";

describe("timeOf", () => {
  it.each([
    ["/Date(1584415749307)/", "2020-03-17T03:29:09.307Z"],
    ["/Date(-1)/", "1969-12-31T23:59:59.999Z"],
    ["/Date(1584415749307+0800)/", "2020-03-17T03:29:09.307Z"],
    [1536738453010, "2018-09-12T07:47:33.010Z"],
    ["2019-06-11T03:05:42.537Z", "2019-06-11T03:05:42.537Z"],
    ["2019-06-11T03:05:42", "2019-06-11T03:05:42.000Z"],
    ["2019-06-11 03:05:42.5", "2019-06-11T03:05:42.500Z"],
    ["2019-06-11T03:05:42+02:00", "2019-06-11T01:05:42.000Z"],
  ])("reads %j", (posted, time) => {
    expect(timeOf(posted)?.toISOString()).toBe(time);
  });

  it("is undefined where there is no time", () => {
    expect([timeOf(undefined), timeOf(null), timeOf("")]).toEqual([undefined, undefined, undefined]);
  });

  it.each(["yesterday", "/Date()/", Number.NaN])("refuses %j", (posted) => {
    expect(() => timeOf(posted)).toThrow(Comm100Error);
    expect(() => timeOf(posted)).toThrow(/is no time: neither .* nor ISO 8601/);
  });
});
