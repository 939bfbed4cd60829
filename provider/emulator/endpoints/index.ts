import type { ObjectRules } from "../rules";
import { requirePermission } from "../wire/permissions";
import { collectionEndpoints, viewEndpoint } from "./collection";
import type { Endpoint, Site } from "./endpoint";
import { memberEndpoints } from "./member";
import { singletonEndpoints } from "./singleton";

/** The endpoints of one object. */
export const endpointsOf = (rules: ObjectRules, site: Site): Endpoint[] =>
  kinds[rules.kind](rules, site).map(({ answer, ...endpoint }) => ({
    ...endpoint,
    answer(context) {
      requirePermission(site.permissions, rules, context);
      return answer(context);
    },
  }));

/*
 * After reading the body nothing waits until the change is made: what was looked up can't go away in between.
 */
const kinds: Readonly<Record<ObjectRules["kind"], (rules: ObjectRules, site: Site) => Endpoint[]>> = {
  collection: (rules, site) => [
    ...[rules.path, ...(rules.otherCollections ?? [])].flatMap((path) =>
      collectionEndpoints(rules, site, path),
    ),
    ...(rules.memberPaths ?? [rules.path]).flatMap((path) => memberEndpoints(rules, site, path)),
    ...(rules.views ?? []).map((view) => viewEndpoint(rules, site, view)),
  ],
  singleton: (rules, site) =>
    [rules.path, ...(rules.otherPaths ?? [])].flatMap((path) => singletonEndpoints(rules, site, path)),
};
