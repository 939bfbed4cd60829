import type { Context } from "hono";
import type { ObjectRules } from "../rules";
import { objectFrom, untouched } from "../rules/body";
import { json, jsonBody } from "../wire/answers";
import { type Endpoint, type Site, shown, write } from "./endpoint";
import { placeOf, requireOwner } from "./places";

/** Those of an object that is always there. */
export function singletonEndpoints(rules: ObjectRules, site: Site, path: string): Endpoint[] {
  const update = updateEndpoint(rules, site, path);
  return [
    getEndpoint(rules, site, path),
    update,
    ...(rules.isPosted ? [{ ...update, method: "POST", isOtherSpelling: true } as const] : []),
  ];
}

const getEndpoint = (rules: ObjectRules, site: Site, path: string): Endpoint => ({
  deed: "get",
  method: "GET",
  path,
  answer(context) {
    requireOwner(rules.path, site.store, context);
    return current(rules, site, context);
  },
});

const updateEndpoint = (rules: ObjectRules, site: Site, path: string): Endpoint => ({
  deed: "update",
  method: "PUT",
  path,
  async answer(context) {
    const { store } = site;
    const body = await jsonBody(context);
    requireOwner(rules.path, store, context);
    const place = placeOf(rules.path, context);
    const object = objectFrom(rules.fields, body, { previous: store.get(place), isAlwaysThere: true });
    await write(rules, store, place, object, body);
    return current(rules, site, context);
  },
});

function current(rules: ObjectRules, { store }: Site, context: Context): Response {
  const place = placeOf(rules.path, context);
  const object = store.get(place) ?? untouched(rules.fields);
  return json(context, shown(rules, store, context, place, object));
}
