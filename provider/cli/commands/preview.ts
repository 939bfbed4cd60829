import { Comm100Error } from "../../core/errors";
import { defineCommand, exitCodes } from "../command";
import { CommandError, type CommandOption } from "../given";
import { ignoredBy, ignoreOptions, withoutIgnored } from "../ignore";
import { cwdOption, projectFolder } from "../program-folder";
import { deliverReport, reportFormat, reportOptions } from "../report";

const options = [
  { flags: "--stack <name>", description: "stack whose update is looked ahead to" },
  cwdOption,
  {
    flags: "--refresh",
    description: "compare with what is on the site, and not with what was deployed: as pulumi up --refresh",
  },
  ...reportOptions,
  ...ignoreOptions,
] as const satisfies readonly CommandOption[];

export const preview = defineCommand({
  name: "preview",
  description:
    "Tell what pulumi up would do to a site, for whoever reviews it: changes by name, what is taken over, deleted and broken, warnings, calls. Runs pulumi preview; writes nothing.",
  options,
  examples: [
    "comm100 preview --stack production",
    "comm100 preview --stack production --refresh --format markdown --out comment.md",
  ],
  different: "there is something to change",
  async run(given, output) {
    const { planUpdate } = await import("../../stack/planned-update.js");
    const { failedPreview, previewReport } = await import("../preview-report.js");
    const { stackPlace } = await import("../../stack/deployment.js");
    const format = reportFormat(given);
    const isIgnored = ignoredBy(given);
    const stack = given.text("stack");
    if (stack === undefined) throw new CommandError("Which stack? Say --stack with its name.");
    const place = stackPlace(stack, projectFolder(given));
    const planning = planUpdate(place, { refresh: given.isSet("refresh"), countCalls: output.countCalls });
    const update = await planning.catch((error: unknown) => {
      // Whoever reads the report is to see why there is none.
      if (error instanceof Comm100Error && format !== "text")
        deliverReport(given, output, failedPreview(stack, error.message));
      throw error;
    });
    const code = deliverReport(given, output, withoutIgnored(previewReport(stack, update), isIgnored));
    return update.others.size > 0 ? exitCodes.different : code;
  },
});
