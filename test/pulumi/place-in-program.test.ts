import { readFileSync } from "node:fs";
import { Resource } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { placeInProgram } from "../../provider/pulumi/place-in-program";
import { findEngine, pulumiMissing } from "../engine";
import { needs } from "../support/needs";
import { openSite } from "../support/site";

const sdk = Resource as unknown as { stackTrace: unknown };

describe("the place of a resource in the program", () => {
  it("is looked for by the SDK as before once the resource is made", () => {
    const before = sdk.stackTrace;
    const place = placeInProgram();
    expect(sdk.stackTrace).not.toBe(before);
    place.end();
    expect(sdk.stackTrace).toBe(before);
  });

  it("is the line where the program makes it, in the state", needs(pulumiMissing()), async () => {
    const { apply, project, stack } = await openSite(findEngine());
    const made = `new comm100.CustomVariable("cart", { name: "Cart", type: "text" })`;
    await apply(`\n\n  ${made};`);
    const { resources = [] } = (await stack.export()).deployment;
    const { sourcePosition = "" } = resources.find(({ urn }) => urn.endsWith("::cart")) as {
      sourcePosition?: string;
    };
    const [, file, line] = /^project:\/\/\/(.+)#(\d+),\d+$/.exec(sourcePosition) ?? [];
    const lines = readFileSync(`${project.folder}/${file}`, "utf8").split("\n");
    expect(lines[Number(line) - 1]).toContain(made);
  });
});
