import type { Diagnostic, Difference, Op, OperationResult, Step } from "../engine";
import { countsOf, isOwnToPulumi, isShown, nameIn, shownAt } from "../shown";

/** The parts of the CLI's event log (one JSON object a line) that are used here. */
interface EngineEvent {
  diagnosticEvent?: { urn?: string; message: string; severity: string; ephemeral?: boolean };
  resOutputsEvent?: { metadata: Metadata };
  resOpFailedEvent?: { metadata: Metadata };
}

interface Metadata {
  op: string;
  urn: string;
  type: string;
  old?: StateMetadata | null;
  new?: StateMetadata | null;
  /** Top-level properties that replace the resource. */
  keys?: string[];
  detailedDiff?: Record<string, { diffKind: string }> | null;
}

interface StateMetadata {
  id: string;
  inputs?: Record<string, unknown>;
}

/** What happened, as the engine itself tells; `refreshing` is whether the operation is a refresh. */
export function readEventLog(
  text: string,
  refreshing: boolean,
): Pick<OperationResult, "steps" | "counts" | "diagnostics"> {
  const events = text
    .split("\n")
    .filter((line) => line !== "")
    .flatMap(parse);
  const steps = events.flatMap((event) => stepIn(event, refreshing));
  return { steps, counts: countsOf(steps), diagnostics: events.flatMap(diagnosticIn) };
}

/** Nothing where the line is cut off, because the engine was killed while it wrote it. */
function parse(line: string): EngineEvent[] {
  try {
    return [JSON.parse(line) as EngineEvent];
  } catch {
    return [];
  }
}

/** The step named "replace" stands for the three that a replacement is made of, unless one of them fails. */
const ops: Readonly<Record<string, { done?: Op; failed: Op }>> = {
  create: { done: "create", failed: "create" },
  update: { done: "update", failed: "update" },
  same: { done: "same", failed: "same" },
  delete: { done: "delete", failed: "delete" },
  replace: { done: "replace", failed: "replace" },
  "create-replacement": { failed: "replace" },
  "delete-replaced": { failed: "delete" },
  read: { done: "read", failed: "read" },
  refresh: { done: "refresh", failed: "refresh" },
};

function stepIn(event: EngineEvent, refreshing: boolean): Step[] {
  const succeeded = event.resOpFailedEvent === undefined;
  const metadata = event.resOutputsEvent?.metadata ?? event.resOpFailedEvent?.metadata;
  if (!metadata || isOwnToPulumi(metadata.type)) return [];
  const found = succeeded ? ops[metadata.op]?.done : ops[metadata.op]?.failed;
  if (found === undefined) return [];
  const op = found === "refresh" && succeeded ? whatRefreshFound(metadata) : found;
  return [
    {
      op,
      refreshed: refreshing || found === "refresh",
      urn: metadata.urn,
      type: metadata.type,
      name: nameIn(metadata.urn),
      id: metadata.new?.id || metadata.old?.id || undefined,
      differences: op === "update" || op === "replace" ? differencesIn(metadata) : [],
      succeeded,
    },
  ];
}

function whatRefreshFound({ new: now, detailedDiff }: Metadata): Op {
  if (!now) return "delete";
  return Object.keys(detailedDiff ?? {}).length > 0 ? "update" : "same";
}

function differencesIn({ detailedDiff, keys = [], old, new: now }: Metadata): Difference[] {
  return Object.entries(detailedDiff ?? {})
    .filter(([path]) => isShown(path))
    .map(([path, { diffKind }]) => {
      const [kind, replace] = diffKind.split("-");
      const values = { old: shownAt(old?.inputs, path), new: shownAt(now?.inputs, path) };
      return {
        path,
        kind: kind as Difference["kind"],
        ...(values.old !== undefined && { old: values.old }),
        ...(values.new !== undefined && { new: values.new }),
        replaces: replace !== undefined || keys.includes(path.split(/[.[]/)[0] ?? ""),
      };
    });
}

function diagnosticIn({ diagnosticEvent: event }: EngineEvent): Diagnostic[] {
  // With an event log the CLI writes what it does to find an error in itself, too.
  if (!event || event.ephemeral || event.severity === "debug") return [];
  const severity = event.severity.startsWith("info") ? "info" : event.severity;
  // Marks for colours, such as <{%reset%}>.
  const message = event.message.replace(/<\{%[^%]*%\}>/g, "").trim();
  return [{ severity: severity as Diagnostic["severity"], message, ...(event.urn && { urn: event.urn }) }];
}
