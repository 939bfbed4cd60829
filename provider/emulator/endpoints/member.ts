import type { Context } from "hono";
import { type ObjectRules, valueAt } from "../rules";
import { behind, objectFrom } from "../rules/body";
import { partSteps } from "../site/parts";
import type { Step } from "../store/journal";
import type { Store } from "../store/store";
import { ApiFailure, json, jsonBody } from "../wire/answers";
import { accepted, type Endpoint, type Site, shown } from "./endpoint";
import { existing, memberNames, memberOf } from "./places";

/** Those of a member of a collection. */
export function memberEndpoints(rules: ObjectRules, { store }: Site, memberPath: string): Endpoint[] {
  const path = `${memberPath}/:id`;
  const { without = [], permanent } = rules;
  const get: Endpoint = {
    deed: "get",
    method: "GET",
    path,
    answer(context) {
      const place = memberOf(rules, store, context);
      return json(context, shown(rules, store, context, place, existing(store, place)));
    },
  };
  const update: Endpoint = {
    deed: "update",
    method: "PUT",
    path,
    async answer(context) {
      const body = await jsonBody(context);
      return replaceMember(rules, store, context, body, memberOf(rules, store, context));
    },
  };
  const remove: Endpoint = {
    deed: "delete",
    method: "DELETE",
    path,
    async answer(context) {
      const place = memberOf(rules, store, context);
      const object = existing(store, place);
      if (permanent !== undefined && valueAt(object, permanent) === true) {
        throw new ApiFailure(
          400,
          `A system field can't be deleted (${rules.name} ${place.split("/").at(-1)}).`,
        );
      }
      await store.change({ remove: place });
      return context.body(null, 204);
    },
  };
  return [
    ...(without.includes("get") ? [] : [get]),
    ...(without.includes("update") ? [] : [update]),
    ...(without.includes("delete") ? [] : [remove]),
  ];
}

/** What PUT does, wherever the id comes from. */
export async function replaceMember(
  rules: ObjectRules,
  store: Store,
  context: Context,
  body: unknown,
  place: string,
): Promise<Response> {
  const previous = existing(store, place);
  const siblings = () =>
    store.members(place.slice(0, place.lastIndexOf("/"))).filter((one) => one !== previous);
  const nextPosition = (name: string) => behind(siblings(), name);
  const steps = accepted((): Step[] => {
    const around = { previous, nextPosition, namesOf: memberNames(store) };
    const object = { id: previous.id, ...objectFrom(rules.fields, body, around) };
    return [{ put: place, object }, ...partSteps(rules.fields, place, body, store)];
  });
  await store.change(...steps);
  return json(context, shown(rules, store, context, place, existing(store, place)));
}
