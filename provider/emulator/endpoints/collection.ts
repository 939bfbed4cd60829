import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { ObjectRules, StoredObject } from "../rules";
import { behind, objectFrom } from "../rules/body";
import { born } from "../site/born";
import { partSteps } from "../site/parts";
import type { Step } from "../store/journal";
import { ApiFailure, json, jsonBody } from "../wire/answers";
import { accepted, type Endpoint, type Site, shown } from "./endpoint";
import { listed } from "./listing";
import { replaceMember } from "./member";
import { existing, lowerCase, placeOf, requireOwner } from "./places";

/** Those of a collection as a whole. */
export function collectionEndpoints(rules: ObjectRules, { store, objects }: Site, path: string): Endpoint[] {
  const { without = [], isUpdatedWithoutId } = rules;
  const list: Endpoint = {
    deed: "list",
    method: "GET",
    path,
    answer(context) {
      requireOwner(path, store, context);
      const collection = placeOf(path, context);
      return listed(rules, store, context, store.members(collection), (one) =>
        shown(rules, store, context, `${collection}/${lowerCase(one.id)}`, one),
      );
    },
  };
  const batch: Endpoint = {
    deed: "deleteBatch",
    method: "DELETE",
    path,
    async answer(context) {
      const ids = await jsonBody(context);
      if (!Array.isArray(ids) || ids.some((id) => typeof id !== "string")) {
        throw new ApiFailure(400, "The body must be an array of ids.");
      }
      const places = ids.map(
        (id: string) => `${placeOf(path, context)}/${encodeURIComponent(id).toLowerCase()}`,
      );
      for (const place of places) existing(store, place);
      await store.change(...places.map((place) => ({ remove: place })));
      return context.body(null, 204);
    },
  };
  const create: Endpoint = {
    deed: "create",
    method: "POST",
    path,
    async answer(context) {
      const body = await jsonBody(context);
      requireOwner(path, store, context);
      const collection = placeOf(path, context);
      const nextPosition = (name: string) => behind(store.members(collection), name);
      const id = randomUUID();
      const place = `${collection}/${id}`;
      const steps = accepted((): Step[] => {
        const object = { id, ...objectFrom(rules.fields, body, { nextPosition }) };
        return [
          { put: place, object },
          ...partSteps(rules.fields, place, body, store),
          ...born(objects, path, place),
        ];
      });
      await store.change(...steps);
      const member = withParameters(rules.memberPaths?.[0] ?? path, context);
      context.header("Location", `${originOf(context)}/api/v3${member}/${id}`);
      return json(context, shown(rules, store, context, place, existing(store, place)), 201);
    },
  };
  const misprint: Endpoint = {
    deed: "update",
    method: "PUT",
    path,
    async answer(context) {
      const body = await jsonBody(context);
      const id = (body as StoredObject | null)?.id;
      if (id === undefined) throw new ApiFailure(400, "Parameter 'id' is required.");
      return replaceMember(rules, store, context, body, `${placeOf(path, context)}/${lowerCase(id)}`);
    },
  };
  return [
    ...(without.includes("list") ? [] : [list]),
    ...(without.includes("create") ? [] : [create]),
    ...(isUpdatedWithoutId ? [misprint] : []),
    ...(rules.isDeletedInBatches ? [batch] : []),
  ];
}

/** The members that belong to what the path is below. */
export function viewEndpoint(
  rules: ObjectRules,
  { store }: Site,
  { path, field }: { path: string; field: string },
): Endpoint {
  return {
    deed: "view",
    method: "GET",
    path,
    answer(context) {
      requireOwner(path, store, context);
      const owner = lowerCase(Object.values(context.req.param())[0]);
      const all = store.members(rules.path.toLowerCase());
      const own = all.filter((one) => lowerCase(one[field]) === owner);
      return json(
        context,
        own.map((one) =>
          shown(rules, store, context, `${rules.path.toLowerCase()}/${lowerCase(one.id)}`, one),
        ),
      );
    },
  };
}

/** An absolute URL, as in the document's examples. */
const originOf = (context: Context) => new URL(context.req.url).origin;

const withParameters = (path: string, context: Context) =>
  path.replace(/:(\w+)/g, (_, name: string) => (context.req.param() as Record<string, string>)[name] ?? "");
