import type { Context } from "hono";
import type { ObjectRules } from "../rules";
import { objectFrom } from "../rules/body";
import { isPermanent } from "../rules/paths";
import { behind } from "../rules/positions";
import { memberNames } from "../site/places";
import type { Store } from "../store/store";
import { ApiFailure, json, jsonBody } from "../wire/answers";
import { type Endpoint, type Site, shown, write } from "./endpoint";
import { existing, memberOf } from "./places";

/** Those of a member of a collection. */
export function memberEndpoints(rules: ObjectRules, site: Site, memberPath: string): Endpoint[] {
  const path = `${memberPath}/:id`;
  const { without = [] } = rules;
  return [
    ...(without.includes("get") ? [] : [getEndpoint(rules, site, path)]),
    ...(without.includes("update") ? [] : [updateEndpoint(rules, site, path)]),
    ...(without.includes("delete") ? [] : [deleteEndpoint(rules, site, path)]),
  ];
}

const getEndpoint = (rules: ObjectRules, { store }: Site, path: string): Endpoint => ({
  deed: "get",
  method: "GET",
  path,
  answer(context) {
    return json(context, shown(rules, store, context, memberOf(rules, store, context)));
  },
});

const updateEndpoint = (rules: ObjectRules, { store }: Site, path: string): Endpoint => ({
  deed: "update",
  method: "PUT",
  path,
  async answer(context) {
    const body = await jsonBody(context);
    return replaceMember(rules, store, context, body, memberOf(rules, store, context));
  },
});

/** What PUT does, wherever the id comes from. */
export async function replaceMember(
  rules: ObjectRules,
  store: Store,
  context: Context,
  body: unknown,
  place: string,
): Promise<Response> {
  const previous = existing(store, place);
  const collection = place.slice(0, place.lastIndexOf("/"));
  const siblings = () => store.members(collection).filter((member) => member !== previous);
  const nextPosition = (name: string) => behind(siblings(), name);
  const around = { previous, nextPosition, namesOf: memberNames(store) };
  const object = { id: previous.id, ...objectFrom(rules.fields, body, around) };
  await write(rules, store, place, object, body);
  return json(context, shown(rules, store, context, place));
}

const deleteEndpoint = (rules: ObjectRules, { store }: Site, path: string): Endpoint => ({
  deed: "delete",
  method: "DELETE",
  path,
  async answer(context) {
    const place = memberOf(rules, store, context);
    if (isPermanent(rules, existing(store, place))) {
      const id = place.split("/").at(-1);
      throw new ApiFailure(400, `A system field can't be deleted (${rules.name} ${id}).`);
    }
    await store.change({ remove: place });
    return context.body(null, 204);
  },
});
