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
  /** What `pulumi up` is left with, and why. */
  notImported: readonly { urn: string; kind: string; name: string; reason: string }[];
  /** How the state was changed; missing when it wasn't. */
  method?: string;
  /** The file with the state as it was before. */
  backup?: string;
  /** What `pulumi up` would change now; missing when nothing was written. */
  changes?: readonly Change[];
}

export const summaryOf = ({ stack, addresses, matched, unmatched }: ImportPlan): ImportSummary => ({
  stack: stack.name,
  sites: addresses,
  imported: matched.map(({ planned: { urn, name, definition }, managed, differs }) => ({
    urn,
    kind: definition.name,
    name,
    id: managed.id,
    differs,
  })),
  notImported: unmatched.map(({ planned: { urn, name, definition }, reason }) => ({
    urn,
    kind: definition.name,
    name,
    reason,
  })),
});

/** The plan as a person reads it. */
export function planLines({ stack, sites, imported, notImported }: ImportSummary): string[] {
  const place = sites.length === 0 ? "" : ` from ${sites.join(", ")}`;
  const differing = imported.filter(({ differs }) => differs.length > 0);
  return [
    `${countOf(imported.length, "object")} to import into stack ${stack}${place}${imported.length > 0 ? ":" : "."}`,
    ...kindCounts(imported.map(({ kind }) => kind)).map((text) => `  ${text}`),
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
