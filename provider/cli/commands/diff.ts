import { defineCommand } from "../command";
import { findNamed } from "../compared";
import { configOption } from "../configured-sites";
import type { CommandOption } from "../given";
import { ignoredBy, ignoreOptions, withoutIgnored } from "../ignore";
import { lossNotes } from "../loss-notes";
import { cwdOption } from "../program-folder";
import { deliverReport, reportFormat, reportOptions } from "../report";

const options = [
  configOption,
  cwdOption,
  ...reportOptions,
  ...ignoreOptions,
] as const satisfies readonly CommandOption[];

export const diff = defineCommand({
  name: "diff",
  description:
    "Compare two of: a live site by its name, a site document, a stack (stack:NAME). Objects are matched by name.",
  arguments: [
    { name: "<left>", description: "site, file or stack:NAME" },
    { name: "<right>", description: "site, file or stack:NAME" },
  ],
  options,
  examples: [
    "comm100 diff staging production",
    "comm100 diff site.yaml production --format markdown",
    "comm100 diff stack:production production --json",
  ],
  different: "there are differences",
  async run(given, output) {
    const { compareSites } = await import("../../site-document/compare.js");
    const { reportOf } = await import("../differences.js");
    const { translated } = await import("../../site-document/overlay.js");
    const { renameNotes } = await import("../rename-notes.js");
    const { fromEnvironment } = await import("../../site-document/secrets.js");
    reportFormat(given);
    const isIgnored = ignoredBy(given);
    const [leftName = "", rightName = ""] = given.arguments;
    const readLeft = await findNamed(leftName, given, output, rightName);
    const readRight = await findNamed(rightName, given, output, leftName);
    const [left, right] = await Promise.all([readLeft(), readRight()]);
    // What differs from site to site on purpose is no difference, and neither is a secret.
    const document = fromEnvironment(translated(left.document, left.overlay, right.overlay), {});
    const sides = { title: `${left.label} and ${right.label}`, left: left.label, right: right.label };
    const differences = compareSites({ ...left, document }, right);
    const notes = [
      ...left.notes,
      ...right.notes,
      ...renameNotes(differences, { ...left, document }, right),
      ...lossNotes(differences),
    ];
    const report = reportOf(differences, sides, { left, right }, notes);
    return deliverReport(given, output, withoutIgnored(report, isIgnored));
  },
});
