import { describe, expect, it } from "vitest";
import type { StateResource } from "../../provider/stack/deployment";
import { fitsImportFile, hasImportFiles, importFile } from "../../provider/stack/import-file";

const urn = (type: string, name: string) => `urn:pulumi:test::site::${type}::${name}`;
const stackUrn = urn("pulumi:pulumi:Stack", "site-test");
const provider = (name: string) => urn("pulumi:providers:pulumi-nodejs", name);
const campaign = (name: string, more: Partial<StateResource> = {}): StateResource => ({
  urn: urn("pulumi-nodejs:dynamic/comm100:Campaign", name),
  type: "pulumi-nodejs:dynamic/comm100:Campaign",
  custom: true,
  id: "7",
  inputs: { name },
  outputs: { name },
  parent: stackUrn,
  provider: `${provider("default")}::1`,
  ...more,
});

describe("an import file", () => {
  it.each([
    ["3.254.0", true],
    ["3.260.0-alpha.1", true],
    ["4.0.0", true],
    ["3.253.9", false],
    ["3.99.0", false],
    ["", false],
  ])("with inputs and outputs is one for pulumi %s: %s", (version, expected) => {
    expect(hasImportFiles(version)).toBe(expected);
  });

  it("carries a resource that depends on nothing, and not one that does or has options", () => {
    const none = { dependencies: [], propertyDependencies: { name: [] }, protect: false, customTimeouts: {} };
    expect(fitsImportFile([campaign("a", none)])).toBe(true);
    for (const more of [{ dependencies: ["x"] }, { deletedWith: "x" }, { additionalSecretOutputs: ["x"] }]) {
      expect(fitsImportFile([campaign("a"), campaign("b", more)])).toBe(false);
    }
    // That is told to the engine by itself.
    expect(fitsImportFile([campaign("a", { protect: true } as object)])).toBe(true);
  });

  it("calls resources by their URN, and leaves the stack and the default provider to the engine", () => {
    const eu: StateResource = {
      urn: provider("eu"),
      type: "pulumi:providers:pulumi-nodejs",
      custom: true,
      id: "2",
      parent: stackUrn,
      inputs: { a: 1 },
    };
    const shop: StateResource = {
      urn: urn("my:Shop", "shop"),
      type: "my:Shop",
      custom: false,
      parent: stackUrn,
    };
    const old = campaign("old");
    const file = importFile(
      [{ urn: stackUrn, type: "pulumi:pulumi:Stack", custom: false }, old],
      [
        { urn: provider("default"), type: eu.type, custom: true, id: "1" },
        eu,
        shop,
        campaign("a", { parent: shop.urn, provider: `${eu.urn}::2` }),
        campaign("b", { parent: old.urn }),
      ],
    );
    const own = { type: old.type, id: "7" };
    expect(file).toEqual({
      nameTable: { [old.urn]: old.urn },
      resources: [
        { type: eu.type, name: eu.urn, logicalName: "eu", inputs: { a: 1 } },
        { type: "my:Shop", name: shop.urn, logicalName: "shop", component: true },
        {
          ...own,
          name: campaign("a").urn,
          logicalName: "a",
          parent: shop.urn,
          provider: eu.urn,
          inputs: { name: "a" },
          outputs: { name: "a" },
        },
        {
          ...own,
          name: campaign("b").urn,
          logicalName: "b",
          parent: old.urn,
          inputs: { name: "b" },
          outputs: { name: "b" },
        },
      ],
    });
  });
});
