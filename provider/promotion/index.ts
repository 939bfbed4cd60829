import { connect } from "../api/client";
import type { ClientOptions } from "../api/options";
import type { Properties } from "../core/definition";
import { createContext } from "../lifecycle/context";
import { aligned, type Rename, type Standing } from "../site-document/aligned";
import { compareSites, type ObjectDifference } from "../site-document/compare";
import { isExported } from "../site-document/live-site";
import { objectsOf, type SiteObject } from "../site-document/objects";
import {
  isSameOverlay,
  missingText,
  type Overlay,
  translated,
  withOverlay,
  withoutOverlay,
} from "../site-document/overlay";
import { positionText } from "../site-document/parsed-yaml";
import { fromEnvironment, withSecrets } from "../site-document/secrets";
import { pathOf } from "../site-document/steps";
import type { Ambiguous } from "../site-document/to-document";
import { apply, type Promotion } from "./apply";
import { bareIds, planProblems } from "./check";
import { type Promoted, promotedDocument } from "./document";
import { type Plan, planOf } from "./plan";
import { severalOf, Target } from "./target";

export { callsFor, type Plan, type Step } from "./plan";

/** A site as it was read. */
export interface ReadState {
  /** For comparisons, with `Secret` in place of every secret. */
  document: Properties;
  /** As a file has it. */
  forFile(): Properties;
  isWhole: boolean;
  ambiguous?: Ambiguous;
  overlay: Overlay;
  /** Whether the ids in the document mean nothing on the target. In one that was written for the target they do. */
  isLive: boolean;
}

export interface PromotionOptions {
  source: ReadState;
  target: ReadState;
  prune: boolean;
  environment: Readonly<Record<string, string | undefined>>;
}

/** A promotion that was planned and not yet carried out. */
export interface Planned {
  plan: Plan;
  differences: readonly ObjectDifference[];
  /** What the source says, in the terms of the target. */
  sourceDocument: Properties;
  /** The target's document after the promotion. */
  document: Properties;
  /** The objects of the source by their key, in the terms of the target. */
  objects: ReadonlyMap<string, SiteObject>;
  isWhole: boolean;
  /** Objects that get another name. */
  renames: readonly Rename[];
  /** What stops it, as far as the two documents show: see `promotionProblems` for the rest. */
  problems: readonly string[];
  /** Where the document has ids of the source that mean nothing on the target. */
  foreign: ReadonlySet<string>;
}

/** Compares the two sites in the terms of the target. */
export function planPromotion({ source, target, prune, environment }: PromotionOptions): Planned {
  const here = (document: Properties) => translated(document, source.overlay, target.overlay);
  const document = fromEnvironment(here(source.document), environment);
  const file = here(source.forFile());
  const differences = compareSites({ ...source, document }, target);
  const how: Promoted = { isWhole: source.isWhole, prune };
  const shared = withoutOverlay(source.forFile(), source.overlay);
  const plan = planOf(differences, document, { prune });
  const { renames, standings } = aligned(document, target.document);
  return {
    plan,
    differences,
    sourceDocument: document,
    renames,
    document: promotedDocument(file, aligned(file, target.forFile()).document, how),
    objects: new Map(objectsOf(withSecrets(file, environment)).map((object) => [object.key, object])),
    isWhole: source.isWhole,
    problems: [
      ...(isSameOverlay(source.overlay, target.overlay) ? [] : termProblems(shared, target.overlay)),
      ...differences.flatMap(({ object, ids }) => (ids ? [severalOf(object, ids)] : [])),
      ...(prune ? standings.flatMap(halfRenamed) : []),
      ...notPromoted(plan, objectsOf(document)),
    ],
    foreign: source.isLive ? bareIds(shared) : new Set(),
  };
}

/** What the target's overlay lacks for a document in the terms that all sites share, and what is wrong with it there. */
function termProblems(shared: Properties, overlay: Overlay): string[] {
  const { missing, problems } = withOverlay(shared, overlay);
  const names = Object.keys(overlay.values);
  return [
    ...missing.map(({ path, word }) => `${path}: ${missingText(word, names)}`),
    ...problems.map(({ steps, message }) => {
      const place = ["site", ...steps];
      const position = overlay.parsed && `${positionText(overlay.parsed.position(place))}: `;
      return `${position ?? ""}${pathOf(place)}: ${message}`;
    }),
  ];
}

/** What would stop a promotion on its way. Asks the target for what references name, and writes nothing. */
export async function promotionProblems(planned: Planned, client: ClientOptions): Promise<string[]> {
  if (planned.problems.length > 0) return [...planned.problems];
  const connected = connect({ ...client, readOnly: true });
  try {
    const context = createContext(connected, () => undefined);
    const target = new Target(connected.call, context, planned);
    return await planProblems(planned.plan, planned.objects, target, planned.foreign);
  } finally {
    await connected.close();
  }
}

/** Where a target has an object of either name, nobody can tell which of them is the one that was to be renamed. */
const halfRenamed = ({ on, path, name, renamedFrom }: Standing): string[] =>
  on === "both"
    ? [
        `${path}: the target has both "${name}" and "${renamedFrom}", which --prune would delete. If "${renamedFrom}" is another object, remove the line renamedFrom from ${path}; otherwise rename or delete one of the two in the control panel first.`,
      ]
    : [];

/** An entry of a list that is declared as an object of its own can't be compared, and would be left out without a word. */
function notPromoted({ steps }: Plan, objects: readonly SiteObject[]): string[] {
  const created = new Set(steps.flatMap(({ action, object }) => (action === "create" ? [object.key] : [])));
  return objects
    .filter(({ key, part }) => !isExported(part) && !created.has(key))
    .map(
      ({ place, part }) =>
        `${place}: ${part.property} can't be compared as objects of their own. Declare the whole list in what has it: see docs/behaviour.md, "Lists of objects".`,
    );
}

/**
 * Makes the target what the plan says.
 *
 * @param client one that may write
 * @throws Comm100Error about the first step that failed
 */
export async function carryOut(
  planned: Planned,
  client: ClientOptions,
  told: Pick<Promotion, "done" | "isStopped"> & { log(message: string): void },
): Promise<void> {
  const connected = connect(client);
  try {
    const context = createContext(connected, told.log);
    const { plan, objects, isWhole } = planned;
    const target = new Target(connected.call, context, planned);
    const { done, isStopped } = told;
    const concurrency = connected.options.maxConcurrency;
    await apply({ plan, objects, isWhole, target, context, concurrency, done, isStopped });
  } finally {
    await connected.close();
  }
}
