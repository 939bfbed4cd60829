import type { Diagnostic, Difference, OperationResult, Step, StepKind } from "../engine";
import { nameIn, typeIn } from "../engine";

/** Said once in each operation. */
export const notice =
  "Stand-in engine, not Pulumi: no locking, history, plans, targets or import. Get the real one from pulumi.com, or try: npm run demo -- --engine pulumi";

const signs: Readonly<Record<StepKind, string>> = {
  create: "+",
  update: "~",
  same: " ",
  delete: "-",
  replace: "+-",
};

const done: Readonly<Record<StepKind, string>> = {
  create: "created",
  update: "updated",
  same: "unchanged",
  delete: "deleted",
  replace: "replaced",
};

/** What a person sees of an operation. */
export function display(
  title: string,
  { steps, diagnostics, counts }: Pick<OperationResult, "steps" | "diagnostics" | "counts">,
): string {
  const total = Object.entries(counts).map(([kind, count]) => `${count} ${done[kind as StepKind]}`);
  return [
    notice,
    `${title}:`,
    ...steps.filter((step) => step.kind !== "same" || !step.succeeded).flatMap(stepLines),
    ...diagnostics.map(diagnosticLine),
    `Resources: ${total.join(", ") || "none"}`,
    "",
  ].join("\n");
}

function stepLines({ kind, type, name, differences, succeeded }: Step): string[] {
  const failed = succeeded ? "" : " **failed**";
  return [`  ${signs[kind]} ${type} ${name}: ${kind}${failed}`, ...differences.map(differenceLine)];
}

function differenceLine({ path, kind, old, new: now, replaces }: Difference): string {
  const value = (one: unknown) => JSON.stringify(one);
  const change = {
    add: `+ ${path}: ${value(now)}`,
    delete: `- ${path}: ${value(old)}`,
    update: `~ ${path}: ${value(old)} => ${value(now)}`,
  }[kind];
  return `      ${change}${replaces ? " (replaces)" : ""}`;
}

function diagnosticLine({ severity, message, urn }: Diagnostic): string {
  const where = urn === undefined ? "" : `${typeIn(urn)} ${nameIn(urn)}: `;
  return `  ${severity}: ${where}${message}`;
}
