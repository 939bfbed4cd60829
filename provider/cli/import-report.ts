import { byText } from "../core/ordering";
import type { ImportPlan } from "../stack/import-plan";
import type { Change } from "../stack/preview";
import { countOf } from "./count-of";

/** What `comm100 import --json` prints. */
export interface ImportSummary {
  stack: string;
  /** The addresses of the sites that were read. */
  sites: readonly string[];
  imported: readonly { urn: string; kind: string; name: string; id: string; differs: readonly string[] }[];
  /** The URNs of those that are protected in the state, and whether the program says so, too. */
  protected: readonly { urn: string; kind: string; isInProgram: boolean }[];
  /** What `pulumi up` is left with, and why. */
  notImported: readonly { urn: string; kind: string; name: string; reason: string }[];
  /** How the state was changed; missing when it wasn't. */
  method?: string;
  /** The file with the state as it was before. */
  backup?: string;
  /** What `pulumi up` would change now; missing when nothing was written. */
  changes?: readonly Change[];
}

export const summaryOf = ({ stack, addresses, matched, unmatched, added }: ImportPlan): ImportSummary => ({
  stack: stack.name,
  sites: addresses,
  imported: matched.map(({ planned: { urn, name, definition }, managed, differs }) => ({
    urn,
    kind: definition.name,
    name,
    id: managed.id,
    differs,
  })),
  protected: matched.flatMap(({ planned: { urn, definition, state } }) =>
    added.some((one) => one.urn === urn && one.protect)
      ? [{ urn, kind: definition.name, isInProgram: state.protect === true }]
      : [],
  ),
  notImported: unmatched.map(({ planned: { urn, name, definition }, reason }) => ({
    urn,
    kind: definition.name,
    name,
    reason,
  })),
});

/** The plan as a person reads it. */
export function planLines(summary: ImportSummary): string[] {
  const { stack, sites, imported, notImported } = summary;
  const place = sites.length === 0 ? "" : ` from ${sites.join(", ")}`;
  const differing = imported.filter(({ differs }) => differs.length > 0);
  return [
    `${countOf(imported.length, "object")} to import into stack ${stack}${place}${imported.length > 0 ? ":" : "."}`,
    ...kindCounts(imported.map(({ kind }) => kind)).map((text) => `  ${text}`),
    ...protectionLines(summary),
    ...section(
      "Not imported, and left to pulumi up:",
      notImported.map(({ kind, name, reason }) => `${kind} "${name}": ${reason}`),
    ),
    ...section(
      "Other values on the site than in the program, which the next pulumi up will change there:",
      differing.map(({ kind, name, differs }) => `${kind} "${name}": ${differs.join(", ")}`),
    ),
  ];
}

/** Pulumi takes over at each update what the program says of `protect`. */
function protectionLines({ protected: all }: ImportSummary): string[] {
  if (all.length === 0) return [];
  const line = `Protected, as nothing brings one back that was deleted: ${kindCounts(all.map(({ kind }) => kind)).join(", ")}.`;
  const hint =
    "The program doesn't protect them, so that the next pulumi up takes it off: give LiveChatSite, or the options of the resources, protect: true, or say --no-protect.";
  return [line, ...(all.every(({ isInProgram }) => isInProgram) ? [] : [hint])];
}

/** What Pulumi would do after the import. */
export const changeLines = (changes: readonly Change[]): string[] =>
  changes.length === 0
    ? ["pulumi preview: no changes."]
    : section(
        `pulumi preview: ${countOf(changes.length, "change")}.`,
        changes.map(({ op, urn }) => `${op} ${urn}`),
      );

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];

function kindCounts(kinds: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(byText(([kind]) => kind)).map(([kind, number]) => `${number} ${kind}`);
}
