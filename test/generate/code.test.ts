import { expect, it } from "vitest";
import { code, interfaceCode, joined, typeNamed } from "../../provider/generate/code";

it("the types that generated code names have to be imported, but for those that it declares", () => {
  const sales = interfaceCode("Sales", [
    { name: "campaign", type: code`pulumi.Input<${typeNamed("Campaign")}>[]`, comment: "Of the shop." },
    { name: "next", type: typeNamed("Sales"), comment: "The next one.", isOptional: true },
  ]);
  expect(sales.text).toBe(
    "export interface Sales {\n  /** Of the shop. */\n  campaign: pulumi.Input<Campaign>[];\n  /** The next one. */\n  next?: Sales;\n}\n",
  );
  expect(joined([sales, code`type Shop = ${typeNamed("Agent")};`]).imported).toEqual(["Agent", "Campaign"]);
});
