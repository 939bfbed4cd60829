import { it } from "vitest";
import { siteOf } from "../../examples/full-site/site";
import type { Definition, Properties } from "../../provider/core/definition";
import { type SitePart, siteParts } from "../../provider/core/site-parts";
import { definitions } from "../../provider/definitions";
import { entryToAdd } from "../support/additions/example-entry";
import { expectNothingToAdd } from "../support/additions/lines";

const site = siteOf({ smtpPassword: "obviously-fake", pushKey: "obviously-fake" }) as Properties;

it("the example of a whole site has at least one of every kind of object", () => {
  const missing = kindsMissing(siteParts(definitions), [site]);
  expectNothingToAdd(missing.map((definition) => entryToAdd("examples/full-site", definition)));
});

/** Those of a kind that is missing itself aren't named. */
const kindsMissing = (parts: readonly SitePart[], owners: readonly Properties[]): Definition[] =>
  parts.flatMap(({ property, definition, parts: below }) => {
    const entries = owners.flatMap((owner): Properties[] => [owner[property] ?? []].flat() as Properties[]);
    return entries.length === 0 ? [definition] : kindsMissing(below, entries);
  });
