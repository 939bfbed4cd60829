import type { Context } from "hono";
import type { ObjectRules } from "../rules";
import { objectFrom, untouched } from "../rules/body";
import { partSteps } from "../site/parts";
import type { Step } from "../store/journal";
import { json, jsonBody } from "../wire/answers";
import { accepted, type Endpoint, type Site, shown } from "./endpoint";
import { placeOf, requireOwner } from "./places";

/** Those of an object that is always there. */
export function singletonEndpoints(rules: ObjectRules, { store }: Site, path: string): Endpoint[] {
  const current = (context: Context) => {
    const place = placeOf(rules.path, context);
    return shown(rules, store, context, place, store.get(place) ?? untouched(rules.fields));
  };
  const get: Endpoint = {
    deed: "get",
    method: "GET",
    path,
    answer(context) {
      requireOwner(rules.path, store, context);
      return json(context, current(context));
    },
  };
  const put: Endpoint = {
    deed: "update",
    method: "PUT",
    path,
    async answer(context) {
      const body = await jsonBody(context);
      requireOwner(rules.path, store, context);
      const place = placeOf(rules.path, context);
      const around = { previous: store.get(place), nextPosition: () => 1, isAlwaysThere: true };
      const steps = accepted((): Step[] => [
        { put: place, object: objectFrom(rules.fields, body, around) },
        ...partSteps(rules.fields, place, body, store),
      ]);
      await store.change(...steps);
      return json(context, current(context));
    },
  };
  return [get, put, ...(rules.isPosted ? [{ ...put, method: "POST" } as const] : [])];
}
