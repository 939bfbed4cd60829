import type { ObjectRules } from "../rules";
import { requireOffered } from "../site/includes";
import { type Permissions, type Permitted, requirePermission } from "../wire/permissions";
import { collectionEndpoints } from "./collection";
import type { Endpoint, Site } from "./endpoint";
import { viewEndpoint } from "./lists";
import { memberEndpoints } from "./member";
import { singletonEndpoints } from "./singleton";

/** The endpoints of one object. */
export const endpointsOf = (rules: ObjectRules, site: Site): Endpoint[] =>
  kinds[rules.kind](rules, site).map((endpoint) =>
    permitted(includingKnown(endpoint, rules), rules, site.permissions),
  );

/** The endpoint for whom has a permission that the rules name. */
export const permitted = (endpoint: Endpoint, rules: Permitted, held: Permissions): Endpoint => ({
  ...endpoint,
  answer(context) {
    requirePermission(held, rules, context);
    return endpoint.answer(context);
  },
});

/** The endpoint for requests whose `include` names what the object has: before anything is changed. */
const includingKnown = (endpoint: Endpoint, { fields }: ObjectRules): Endpoint => ({
  ...endpoint,
  answer(context) {
    requireOffered(fields, context.req.query("include"));
    return endpoint.answer(context);
  },
});

/*
 * After reading the body nothing waits until the change is made: what was looked up can't go away in between.
 */
const kinds: Readonly<Record<ObjectRules["kind"], (rules: ObjectRules, site: Site) => Endpoint[]>> = {
  collection: (rules, site) => [
    ...[rules.path, ...(rules.otherCollections ?? [])].flatMap((path) =>
      collectionEndpoints(rules, site, path),
    ),
    ...(rules.memberPaths ?? [rules.path]).flatMap((path, index) =>
      memberEndpoints(rules, site, path).map(spelled(index)),
    ),
    ...(rules.views ?? []).map((view) => viewEndpoint(rules, site, view)),
  ],
  singleton: (rules, site) =>
    [rules.path, ...(rules.otherPaths ?? [])].flatMap((path, index) =>
      singletonEndpoints(rules, site, path).map(spelled(index)),
    ),
};

/** Of several paths for the same, the first is the one that it goes by. */
const spelled =
  (index: number) =>
  (endpoint: Endpoint): Endpoint =>
    index === 0 ? endpoint : { ...endpoint, isOtherSpelling: true };
