import { describe, it } from "vitest";
import { findEngine } from "../engine";
import { demoSite, expectSameByDocument, expectSameByProgram, randomSite } from "../support/whole-site";

describe.each([findEngine()])("a whole site, on $name", (engine) => {
  it("of the demo data is made elsewhere by the program that export writes", () =>
    expectSameByProgram(engine, demoSite));

  it.each([demoSite, randomSite])(
    "$title: the document that export writes makes the same site, elsewhere",
    (site) => expectSameByDocument(engine, site),
  );
});
