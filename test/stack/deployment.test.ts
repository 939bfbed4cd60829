import { describe, expect, it } from "vitest";
import { PROVIDER_TEXT, typeToken } from "../../provider/pulumi/identity";
import { checkDeployment, type Deployment, type StateResource } from "../../provider/stack/deployment";

const stack = { name: "production", folder: "." };

const values = { __kind: "Webhook", __provider: PROVIDER_TEXT };
const webhook: StateResource = {
  urn: `urn:pulumi:production::site::${typeToken("Webhook")}::archive`,
  custom: true,
  type: typeToken("Webhook"),
  id: "7",
  inputs: values,
  outputs: values,
};

const state = (resource: Partial<StateResource>, deployment: object = {}, version = 3): Deployment => ({
  version,
  deployment: { resources: [{ ...webhook, ...resource }], ...deployment },
});

const refusal = (deployment: Deployment) => {
  try {
    checkDeployment(stack, deployment);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

describe("the state of a stack", () => {
  it("is understood as an update leaves it, with resources of others in it", () => {
    expect(refusal(state({}))).toBeUndefined();
    expect(refusal(state({ type: "aws:s3:Bucket", inputs: {}, outputs: {} }))).toBeUndefined();
    expect(refusal(state({}, { pending_operations: [{ type: "importing" }] }))).toBeUndefined();
    expect(refusal({ version: 3, deployment: {} })).toBeUndefined();
  });

  it.each([
    ["another version", state({}, {}, 4), "it has version 4"],
    [
      "pending operations",
      state({}, { pending_operations: [{ type: "creating" }] }),
      "operations are still pending. Run pulumi refresh",
    ],
    [
      "a half replaced resource",
      state({ delete: true }),
      "archive is half replaced. Finish that with pulumi up",
    ],
    ["a resource that waits for its replacement", state({ pendingReplacement: true }), "is half replaced"],
    ["a kind of a later version", state({ inputs: { ...values, __kind: "Fax" } }), "doesn't have (Fax)"],
    ["a resource without outputs", state({ outputs: {} }), "isn't as this package writes it"],
    ["a resource without an id", state({ id: undefined } as object), "isn't as this package writes it"],
    [
      "a type that isn't that of the kind",
      state({ type: typeToken("Ban") }),
      "isn't as this package writes it",
    ],
  ])("is refused with %s", (_, deployment, message) => {
    expect(refusal(deployment)).toContain('The state of stack "production" is left alone: ');
    expect(refusal(deployment)).toContain(message);
  });
});
