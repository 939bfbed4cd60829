import { canonical } from "../core/canonical";
import type { Definition, Properties } from "../core/definition";
import { valueAt } from "../core/paths";
import { fieldDifferences } from "../site-document/compare-fields";
import type { PlannedChange } from "./planned-changes";

/** An object that goes and one that comes which may be one, under another name. */
export interface RenameHint {
  gone: PlannedChange;
  come: PlannedChange;
}

/** The pairs of the same kind, of the same owner and with the same content but the name, what belongs to them included. */
export function renameHints(changes: readonly PlannedChange[]): RenameHint[] {
  const coming = changes.filter(({ action, definition }) => action === "create" && isNamed(definition));
  const going = changes.filter(({ action, definition }) => action === "delete" && isNamed(definition));
  const taken = new Set<PlannedChange>();
  return going.flatMap((gone) => {
    const come = coming.find((one) => !taken.has(one) && isSameButName(gone, one, changes));
    if (!come) return [];
    taken.add(come);
    return [{ gone, come }];
  });
}

/** What to do so that the object stays. */
export function renameAdvice({ gone, come }: RenameHint): string {
  const [key = ""] = gone.definition.naturalKey;
  const [old, now] = [valueAt(gone.olds, key), valueAt(come.news, key)].map((name) => JSON.stringify(name));
  return `has all that ${gone.definition.name} ${old} has, which goes, but the name. If it is the same one, renamed: ${waysToSay(String(old), gone.name)}. Then ${old} becomes ${now}, and keeps its id.`;
}

const waysToSay = (oldName: string, resource: string) =>
  `write renamedFrom: ${oldName} in its entry of the document or LiveChatSite, or give a resource of your own the option aliases: [{ name: ${JSON.stringify(resource)} }]`;

const isNamed = ({ hasId, naturalKey, replacesOnChange }: Definition) =>
  hasId && naturalKey.length === 1 && !naturalKey.some(replacesOnChange);

function isSameButName(gone: PlannedChange, come: PlannedChange, all: readonly PlannedChange[]): boolean {
  if (gone.definition !== come.definition || !isOfOneOwner(gone, come)) return false;
  // Of two that say no more than their names nobody knows whether they are one.
  if (!saysMore(gone) && contentsBelow(gone, "before", all).length === 0) return false;
  return isSameContent(gone, come) && isSameBelow(gone, come, all);
}

const saysMore = ({ definition, olds }: PlannedChange) =>
  Object.keys(olds).some((name) => ![...definition.parameters, ...definition.naturalKey].includes(name));

const isOfOneOwner = ({ definition, olds }: PlannedChange, { news }: PlannedChange) =>
  definition.parameters.every((name) => sameText(olds[name], news[name]));

const sameText = (one: unknown, other: unknown) => String(one).toLowerCase() === String(other).toLowerCase();

function isSameContent({ definition, olds }: PlannedChange, { news }: PlannedChange): boolean {
  const others = [...definition.parameters, ...definition.naturalKey.map((path) => path.split(".")[0] ?? "")];
  const fields = Object.entries(definition.inputs).filter(([name]) => !others.includes(name));
  return fieldDifferences(Object.fromEntries(fields), olds, news, "both").length === 0;
}

/** What belongs to both has to be the same, whatever the sequence. */
function isSameBelow(gone: PlannedChange, come: PlannedChange, all: readonly PlannedChange[]): boolean {
  const [olds, news] = [contentsBelow(gone, "before", all), contentsBelow(come, "after", all)];
  return olds.length === news.length && olds.every((content, index) => content === news[index]);
}

const contentsBelow = (owner: PlannedChange, side: "before" | "after", all: readonly PlannedChange[]) =>
  all
    .filter((one) => one[side] && one.action === owner.action && belongsTo(one, owner.urn, side))
    .map((one) => contentOf(one.definition, side === "before" ? one.olds : one.news))
    .sort();

const belongsTo = ({ definition, ...change }: PlannedChange, owner: string, side: "before" | "after") =>
  definition.parameters.some((name) => change[side]?.propertyDependencies?.[name]?.includes(owner));

function contentOf({ name, inputs, parameters }: Definition, declared: Properties): string {
  const fields = Object.entries(inputs).filter(([field]) => !parameters.includes(field));
  return JSON.stringify([name, fields.map(([field, schema]) => canonical(schema, declared[field]) ?? null)]);
}
