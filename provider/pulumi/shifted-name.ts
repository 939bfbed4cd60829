import type { Definition, Properties } from "../core/definition";
import { namePath, RESOURCE_NAME } from "../core/entry-properties";
import { keyNames } from "../core/natural-key";
import { everyPart, siteParts } from "../core/site-parts";
import { definitions } from "../definitions";
import { keyDigest } from "../site-document/resource-names";
import { internal } from "./identity";

/**
 * What is wrong where a resource of `LiveChatSite` comes to another object by its name of an earlier release. Those names had
 * numbers where several objects had one name, and the numbers followed the place in the description: when one object has gone
 * from there, the next one has its name. One address would for a moment be there twice, and another not at all.
 *
 * @param olds the inputs in the state, with the internal ones
 */
export function shiftedName(definition: Definition, olds: Properties, news: Properties): string | undefined {
  const [before, now] = [olds[internal.resource], news[internal.resource]];
  if (typeof before !== "string" || typeof now !== "string" || before === now) return undefined;
  const part = everyPart(siteParts(definitions)).find((one) => one.definition === definition);
  // What is found by a name may have another one.
  if (!part || namePath(part) !== undefined) return undefined;
  const [digestBefore, digest] = [keyDigest(part, olds), keyDigest(part, news)];
  const isByDigest = now.endsWith(` ${digest}`) && !before.endsWith(` ${digestBefore}`);
  if (!isByDigest || digest === digestBefore) return undefined;
  const own = before.slice(before.lastIndexOf("/") + 1);
  return `would take over the resource "${before}" of an earlier release, which has another ${keyNames(definition)}: numbers in such names have shifted, or the object was changed at the same time. Nothing was changed. Give each of these entries the ${RESOURCE_NAME} that its own resource has in the stack, after the last slash (pulumi stack export shows it beside the ${keyNames(definition)}): ${RESOURCE_NAME}: ${own} where it is this one.`;
}
