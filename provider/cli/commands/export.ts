import { type Command, CommandError, type Given, oneOf } from "../command";
import { deliver, outOption } from "../results";
import { siteFrom, siteOptions } from "../site";

export const exportCommand: Command = {
  name: "export",
  description:
    "Read a live site into a site document: no ids, no secrets, references by name. Writes nothing to it.",
  options: [
    ...siteOptions,
    outOption,
    { flags: "--format <name>", description: "yaml or json (default: as --out ends, else yaml)" },
    { flags: "--only <names>", description: "parts of the site, such as campaigns,webhooks" },
    { flags: "--campaign <name>", description: "one campaign, and nothing else" },
  ],
  examples: [
    "comm100 export --site staging --out staging.yaml",
    "comm100 export --only campaigns,webhooks --format json",
    'comm100 export --site production --campaign "Store"',
  ],
  async run(given, output) {
    const { exportSite } = await import("../../site-document/export.js");
    const { documentText } = await import("../../site-document/text.js");
    const format = formatOf(given);
    const { client, name } = siteFrom(given);
    const progress = output.progress(`Reading ${name}`);
    const { document, problems } = await exportSite(
      client,
      { only: given.text("only")?.split(","), campaign: given.text("campaign") },
      progress,
    );
    progress.end();
    deliver(given, output, documentText(document, format));
    for (const problem of problems) output.note(problem);
    if (problems.length > 0) {
      throw new CommandError(
        `${problems.length === 1 ? "One thing" : `${problems.length} things`} could not be exported as it is; see above. The rest is in the document.`,
      );
    }
  },
};

const formats = ["yaml", "json"] as const;

const formatOf = (given: Given) =>
  oneOf(given, "format", formats) ??
  (given.isSet("json") || given.text("out")?.endsWith(".json") ? "json" : "yaml");
