import { lookupsOf } from "../../core/lookup";
import { groupsOf } from "../../core/operations";
import { definitions } from "../../definitions";
import { systems } from "../../definitions/systems";
import { pageFile } from "./links";
import { overview } from "./overview";
import { pageOf } from "./page";

/** Every page of the reference, by its file name. */
export function referencePages(): Map<string, string> {
  const lookups = lookupsOf(definitions, systems);
  const groups = groupsOf(definitions, systems);
  return new Map([
    ["README.md", overview(definitions, lookups, groups)],
    ...definitions.map((one): [string, string] => [pageFile(one.name), pageOf(one, lookups)]),
  ]);
}
