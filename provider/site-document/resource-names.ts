import type { Properties } from "../core/definition";
import { grouped } from "../core/ordering";
import { siteParts } from "../core/site-parts";
import { definitions } from "../definitions";
import { planSite, RESOURCE_NAME } from "./plan";

/**
 * Gives objects whose resources would be called the same a name of their own, in the document: two webhooks on
 * one host, say, as the rest of an address isn't part of a name.
 */
export function nameApart(document: Properties): void {
  for (;;) {
    const planned = planSite(siteParts(definitions), "", document, []);
    const groups = grouped(planned, ({ part, name }) => `${part.definition.name} ${name}`);
    const clashing = [...groups.values()].filter((group) => group.length > 1);
    if (clashing.length === 0) return;
    for (const [, ...others] of clashing) {
      others.forEach(({ entry, name, owner }, index) => {
        const lastName = owner ? name.slice(owner.name.length + 1) : name;
        entry[RESOURCE_NAME] = `${lastName} ${index + 2}`;
      });
    }
  }
}
