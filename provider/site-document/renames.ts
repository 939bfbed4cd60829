import type { Properties } from "../core/definition";
import { namePath, RENAMED_FROM } from "../core/entry-properties";
import { grouped } from "../core/ordering";
import { valueAt, withValueAt } from "../core/paths";
import { keyWithinOwner, type SitePart } from "../core/site-parts";
import type { Problem } from "../core/validate";
import type { PlannedResource } from "./plan";

/** An entry as it was before its object was renamed; undefined where it says of no other name. */
export function formerEntry(part: SitePart, entry: Properties): Properties | undefined {
  const path = namePath(part);
  const name = entry[RENAMED_FROM];
  return path === undefined || typeof name !== "string" || name === ""
    ? undefined
    : withValueAt(entry, path, name);
}

/** What told the entry from the others of the same owner before its object was renamed. */
export function formerKey(part: SitePart, entry: Properties): string | undefined {
  const former = formerEntry(part, entry);
  return former && keyWithinOwner(part, former);
}

/** What is wrong with the old names that entries say of: each is one that no other object has or had. */
export function renameProblems(planned: readonly PlannedResource[]): Problem[] {
  const lists = grouped(planned, ({ part, owner }) => `${owner?.path ?? ""} ${part.property}`);
  return [...lists.values()].flatMap((list) => list.flatMap((one) => problemsOf(one, list)));
}

function problemsOf(one: PlannedResource, list: readonly PlannedResource[]): Problem[] {
  const { part, entry, path: start } = one;
  const name = entry[RENAMED_FROM];
  if (namePath(part) === undefined || name === undefined) return [];
  const path = `${start}.${RENAMED_FROM}`;
  if (typeof name !== "string" || name === "") {
    return [{ path, message: "must be the name that the object had before, as a plain text." }];
  }
  const message = problemWith(one, name, list);
  return message === undefined ? [] : [{ path, message }];
}

function problemWith(
  one: PlannedResource,
  name: string,
  list: readonly PlannedResource[],
): string | undefined {
  const before = formerKeyOf(one);
  if (before === keyOf(one)) return "is the name that the object has. Remove the line.";
  const holder = list.find((other) => keyOf(other) === before);
  if (holder && isInCircle(one, list)) {
    return `names that go round can't be given at once, as ${holder.path} is called "${name}" now. Rename in two steps: first one of them to a name that nothing has, and when every site has that, the others.`;
  }
  if (holder) {
    return `"${name}" is in use again, by ${holder.path}. If every site has the new name, remove the line. Otherwise give ${holder.path} that name in a later step, when every site has the new one.`;
  }
  const first = list.find((other) => formerKeyOf(other) === before);
  if (first === one) return undefined;
  return `"${name}" is what ${first?.path} was called, too, and one object can't become two. Remove the line at the one that is to be made anew.`;
}

/** A name that a program gets later tells nothing. */
const keyOf = ({ part, entry }: PlannedResource) =>
  typeof valueAt(entry, namePath(part) ?? "") === "string" ? keyWithinOwner(part, entry) : undefined;
const formerKeyOf = ({ part, entry }: PlannedResource) => formerKey(part, entry);

/** Whether the names that were, from one to the next, lead back to the first one: a swap is the shortest way. */
function isInCircle(first: PlannedResource, list: readonly PlannedResource[]): boolean {
  const passed = new Set<PlannedResource>();
  let one: PlannedResource | undefined = first;
  while (one && !passed.has(one)) {
    passed.add(one);
    const before = formerKeyOf(one);
    one = before === undefined ? undefined : list.find((other) => keyOf(other) === before);
  }
  return one === first;
}
