import { writeFileSync } from "node:fs";
import { type Command, CommandError } from "../command";
import { progressOf } from "../progress";
import { siteFrom, siteOptions } from "../site";

export const exportCommand: Command = {
  name: "export",
  description:
    "Read a live site into a site document: no ids, no secrets, references by name. Writes nothing to it.",
  options: [
    ...siteOptions,
    { flags: "--out <file>", description: "write the document there (default: standard output)" },
    { flags: "--format <name>", description: "yaml or json (default: as --out ends, else yaml)" },
    { flags: "--only <names>", description: "parts of the site, such as campaigns,webhooks" },
    { flags: "--campaign <name>", description: "one campaign, and nothing else" },
    { flags: "--quiet", description: "no progress" },
  ],
  examples: [
    "comm100 export --site staging --out staging.yaml",
    "comm100 export --only campaigns,webhooks --format json",
    'comm100 export --site production --campaign "Store"',
  ],
  async run(options, output) {
    const { exportSite } = await import("../../site-document/export.js");
    const { documentText } = await import("../../site-document/text.js");
    const format = formatOf(options);
    const { client, name } = siteFrom(options);
    const progress = progressOf(`Reading ${name}`, output, options.quiet !== undefined);
    const { document, problems } = await exportSite(
      client,
      { only: options.only?.split(","), campaign: options.campaign },
      progress,
    );
    progress.end();
    const text = documentText(document, format);
    if (options.out === undefined) output.write(text);
    else writeFileSync(options.out, text);
    for (const problem of problems) output.note(problem);
    if (problems.length > 0) {
      throw new CommandError(
        `${problems.length === 1 ? "One thing" : `${problems.length} things`} could not be exported as it is; see above. The rest is in the document.`,
      );
    }
  },
};

function formatOf({ format, out }: Readonly<Record<string, string | undefined>>): "yaml" | "json" {
  const chosen = format ?? (out?.endsWith(".json") ? "json" : "yaml");
  if (chosen === "yaml" || chosen === "json") return chosen;
  throw new CommandError(`--format must be yaml or json.`);
}
