import { describe, it } from "vitest";
import { findEngine } from "../engine";
import { expectSameByProgram, randomSite } from "../support/whole-site";

describe.each([findEngine()])("a whole site, on $name", (engine) => {
  it("is made elsewhere by the program that export writes", () => expectSameByProgram(engine, randomSite));
});
