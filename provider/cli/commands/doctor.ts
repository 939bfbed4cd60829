import { Comm100Error } from "../../core/errors";
import { jsonDocument } from "../../text/json";
import { defineCommand, type ExitCode, exitCodes } from "../command";
import { type NamedSite, siteFrom, siteOptions } from "../configured-sites";
import type { Access } from "../doctor/access";
import type { Finding } from "../doctor/finding";
import { CommandError, type CommandOption, type GivenTo } from "../given";
import type { Output } from "../output";
import type { Style } from "../painted";
import { cwdOption, projectFolder } from "../program-folder";
import { deliver, deliverLines, outOption } from "../results";

const options = [
  ...siteOptions,
  {
    flags: "--contract",
    description:
      "hold the answers of the site against the definitions instead; names what differs, and no value of the site",
  },
  { flags: "--only <names>", description: "parts of the site that matter, such as campaigns,webhooks" },
  cwdOption,
  outOption,
] as const satisfies readonly CommandOption[];

type Given = GivenTo<typeof options>;

export const doctor = defineCommand({
  name: "doctor",
  description:
    "Tell before the first write what would go wrong: the way to the service, address, credentials, what the agent may read and write, clock, Pulumi. Reads only.",
  options,
  examples: [
    "comm100 doctor",
    "comm100 doctor --site production --cwd ./live-chat",
    "comm100 doctor --only campaigns,webhooks --json",
    "comm100 doctor --contract --site production --out contract.txt",
  ],
  different: "--contract: an answer differs from the definitions",
  async run(given, output) {
    if (given.isSet("contract")) return runContract(given, output);
    const { diagnoseSite } = await import("../doctor/diagnose-site.js");
    const { diagnoseEngine } = await import("../doctor/diagnose-engine.js");
    const site = siteOrFinding(given, output);
    const [{ findings, objects }, engine] = await Promise.all([
      "client" in site ? diagnoseSite(site.client, given.words("only")) : { findings: [site], objects: [] },
      diagnoseEngine(projectFolder(given)),
    ]);
    const diagnosis = { findings: [...findings, ...engine], objects };
    const isWell = diagnosis.findings.every(({ status }) => status !== "error");
    const name = "client" in site ? site.name : undefined;
    if (given.isSet("json")) deliver(given, output, jsonText(isWell, name, diagnosis));
    else deliverLines(given, output, (paint) => plainLines(diagnosis.findings, paint));
    return isWell ? exitCodes.fine : exitCodes.error;
  },
});

async function runContract(given: Given, output: Output): Promise<ExitCode> {
  const { checkContract } = await import("../../contract-check/check-contract.js");
  const { selected } = await import("../../site-document/export.js");
  const { contractJson, contractLines, exitCodeFor } = await import("../doctor/contract-report.js");
  const only = given.words("only");
  const parts = only && selected({ only });
  const { client } = siteFrom(given, output);
  const progress = output.progress("Reading", client);
  const report = await checkContract(client, parts, progress);
  progress.end();
  if (given.isSet("json")) deliver(given, output, contractJson(report));
  else deliverLines(given, output, (paint) => contractLines(report, paint));
  return exitCodeFor(report);
}

/** That a setting is missing is the first thing that would go wrong. */
function siteOrFinding(given: Given, output: Output): NamedSite | Finding {
  try {
    return siteFrom(given, output);
  } catch (error) {
    if (!(error instanceof Comm100Error || error instanceof CommandError)) throw error;
    return { about: "settings", status: "error", text: error.message };
  }
}

interface Diagnosis {
  findings: readonly Finding[];
  objects: readonly Access[];
}

/** The names are part of the interface. */
const jsonText = (isWell: boolean, site: string | undefined, { findings, objects }: Diagnosis) =>
  jsonDocument({ ok: isWell, site: site ?? null, findings, objects });

const styles: Readonly<Record<Finding["status"], Style>> = {
  ok: "green",
  warning: "yellow",
  unknown: "dim",
  error: "red",
};

function plainLines(findings: readonly Finding[], paint: Output["paint"]): string[] {
  const widest = Math.max(...findings.map(({ about }) => about.length));
  return findings.map(({ about, status, text, advice }) => {
    const words = [text, advice].filter((one) => one !== undefined).join(" ");
    // The message of an error may be of several lines.
    const line = words.replace(/\s*\n\s*/g, " ");
    return `${paint(styles[status], status.padEnd(7))}  ${about.padEnd(widest)}  ${line}`;
  });
}
