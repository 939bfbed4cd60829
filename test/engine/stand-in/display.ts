import type { Diagnostic, Difference, Op, OperationResult, Step } from "../engine";
import { countsOf, nameIn } from "../shown";

/** Said once for each stack. */
export const NOTICE =
  "Stand-in engine, not Pulumi: it has no locks, history, plans, targets, imports, transforms or policies. " +
  "For the real one put `pulumi` on PATH, or let `npm run demo -- --engine pulumi` fetch it.";

/** What a person sees of an operation. */
export function display(
  title: string,
  { steps, diagnostics, counts }: Pick<OperationResult, "steps" | "diagnostics" | "counts">,
): string {
  const isWorthALine = (step: Step) => step.op !== "same" || !step.succeeded;
  // What a refresh before the operation found is no change that the operation makes.
  const made = steps.every((step) => step.refreshed)
    ? counts
    : countsOf(steps.filter((step) => !step.refreshed));
  const counted = Object.entries(made).filter(([, count]) => count > 0);
  return [
    `${title}:`,
    ...steps.filter(isWorthALine).flatMap(stepLines),
    ...diagnostics.map(diagnosticLine),
    `Resources: ${counted.map(([op, count]) => `${count} ${op}`).join(", ") || "none"}`,
    "",
  ].join("\n");
}

const SIGNS: Readonly<Record<Op, string>> = {
  create: "+",
  update: "~",
  same: " ",
  delete: "-",
  replace: "+-",
  read: ">",
  refresh: "~",
};

function stepLines({ op, type, name, differences, succeeded, refreshed }: Step): string[] {
  const found = refreshed ? { update: "differs", delete: "is gone" }[op as string] : undefined;
  const title = `  ${SIGNS[op]} ${shortType(type)} ${name} ${found ?? op}${succeeded ? "" : " failed"}`;
  return [title, ...differences.map(differenceLine)];
}

function differenceLine({ path, kind, old, new: now, replaces }: Difference): string {
  const change = {
    add: `+ ${path}: ${text(now)}`,
    delete: `- ${path}: ${text(old)}`,
    update: `~ ${path}: ${text(old)} => ${text(now)}`,
  }[kind];
  return `      ${change}${replaces ? " (replaces)" : ""}`;
}

const text = (value: unknown) =>
  value === "[secret]" || value === "[unknown]" ? value : JSON.stringify(value);

function diagnosticLine({ severity, message, urn }: Diagnostic): string {
  const where = urn ? `${shortType(urn.split("::")[2]?.split("$").at(-1) ?? "")} ${nameIn(urn)}: ` : "";
  return severity === "info" ? `  ${where}${message}` : `  ${severity}: ${where}${message}`;
}

/** `comm100:Campaign` for `pulumi-nodejs:dynamic/comm100:Campaign`. */
const shortType = (type: string) => type.replace("pulumi-nodejs:dynamic/", "");
