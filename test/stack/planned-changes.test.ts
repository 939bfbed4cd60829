import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../provider/core/unknown";
import { typeToken } from "../../provider/pulumi/identity";
import type { StateResource } from "../../provider/stack/deployment";
import { callsToChange } from "../../provider/stack/expected-calls";
import { afterRefresh, otherChanges, plannedChanges } from "../../provider/stack/planned-changes";
import { renameHints } from "../../provider/stack/rename-hints";

const urnOf = (type: string, name: string) => `urn:pulumi:test::site::${type}::${name}`;

function resource(
  kind: string,
  name: string,
  inputs: object,
  more: Partial<StateResource> = {},
): StateResource {
  const type = typeToken(kind);
  return { urn: urnOf(type, name), custom: true, type, inputs: { ...inputs, __kind: kind }, ...more };
}

const bucket = { urn: urnOf("aws:s3/bucket:Bucket", "b"), custom: true, type: "aws:s3/bucket:Bucket" };
const step = (op: string, oldState: StateResource | undefined, newState: StateResource | undefined) => ({
  op,
  urn: (newState ?? oldState)?.urn ?? "",
  ...(oldState && { oldState }),
  ...(newState && { newState }),
});

describe("the changes of a preview", () => {
  it("leave out what a refresh before it found, and count resources of other packages", () => {
    const [deployed, live, wanted] = ["a", "b", "a"].map((text) =>
      resource("Campaign", "sales", { name: "Sales", description: text }),
    );
    const steps = [
      step("update", deployed, live),
      step("update", live, wanted),
      step("create", undefined, bucket),
      step("same", bucket, bucket),
      step("create", undefined, { ...bucket, type: "pulumi:providers:aws" }),
      step("create", undefined, { ...bucket, custom: false, type: "my:Component" }),
    ];
    expect(plannedChanges(afterRefresh(steps))).toMatchObject([
      { properties: [{ path: "description", left: "b", right: "a" }] },
    ]);
    expect([...otherChanges(steps)]).toEqual([["create", 1]]);
  });

  it("tell what isn't known yet, and what the program doesn't declare any more", () => {
    const before = resource("Routing", "r", {
      campaignId: "1",
      type: "simple",
      routeTo: "agent",
      routeToId: "7",
    });
    const after = resource("Routing", "r", { campaignId: "1", type: "simple", routeToId: UNKNOWN });
    const [change] = plannedChanges([step("update", before, after)]);
    expect(change).toMatchObject({
      properties: [{ path: "routeToId", left: "7", right: "[known after the update]" }],
      released: ["routeTo"],
    });
  });

  it("take a call for each write, one more for what is there, and a list for each collection", () => {
    const campaign = (name: string) => resource("Campaign", name, { name });
    const steps = [
      step("create", undefined, campaign("a")),
      step("create", undefined, campaign("b")),
      step(
        "update",
        resource("Settings", "s", { isJoinmeEnabled: true }),
        resource("Settings", "s", { isJoinmeEnabled: false }),
      ),
      step(
        "delete",
        resource("Webhook", "w", { event: "chatEnds", targetUrl: "https://example.com" }),
        undefined,
      ),
    ];
    expect(callsToChange(plannedChanges(steps))).toBe(1 + 2 + 2 + 1);
  });

  it("hint at a renamed object only where all else is the same, with what belongs to it", () => {
    const old = resource("Campaign", "old", { name: "Old" }, { id: "1" });
    const now = resource("Campaign", "now", { name: "New" });
    const below = (name: string, owner: StateResource, inputs: object) =>
      resource("AutoInvitation", name, inputs, { propertyDependencies: { campaignId: [owner.urn] } });
    const steps = (text: string) => [
      step("create", undefined, now),
      step("create", undefined, below("c", now, { campaignId: UNKNOWN, name: "Hi", text })),
      step("delete", below("b", old, { campaignId: "1", name: "Hi", text: "Hello" }), undefined),
      step("delete", old, undefined),
    ];
    const namesOf = (text: string) =>
      renameHints(plannedChanges(steps(text))).map(({ gone, come }) => [gone.name, come.name]);
    expect(namesOf("Hello")).toEqual([["old", "now"]]);
    expect(namesOf("Another")).toEqual([]);
    const bare = [step("create", undefined, now), step("delete", old, undefined)];
    expect(renameHints(plannedChanges(bare))).toEqual([]);
  });
});
