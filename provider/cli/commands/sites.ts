import { jsonText } from "../../text/json";
import { defineCommand } from "../command";
import { type ConfiguredSite, configOption, configuredSites } from "../configured-sites";
import type { CommandOption } from "../given";
import { deliver, deliverLines, outOption } from "../results";

const options = [configOption, outOption] as const satisfies readonly CommandOption[];

export const sites = defineCommand({
  name: "sites",
  description:
    "List the sites of the configuration file; with --json for the matrix of a CI system. Makes no call.",
  options,
  examples: ["comm100 sites", "comm100 sites --json", 'comm100 sites --json | jq -c "map(.name)"'],
  async run(given, output) {
    const sites = configuredSites(given);
    if (given.isSet("json")) deliver(given, output, `${jsonText(sites)}\n`);
    else deliverLines(given, output, () => tableOf(sites));
  },
});

function tableOf(sites: readonly ConfiguredSite[]): string[] {
  const rows = sites.map(({ name, baseUrl, ...more }) => [
    name,
    baseUrl,
    Object.entries(more)
      .map(([setting, value]) => `${setting}: ${value}`)
      .join(", "),
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
