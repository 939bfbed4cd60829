import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { ObjectRules, StoredObject } from "../rules";
import { objectFrom } from "../rules/body";
import { behind } from "../rules/positions";
import { born } from "../site/born";
import { memberPlace } from "../site/places";
import { ApiFailure, json, jsonBody } from "../wire/answers";
import { type Endpoint, type Site, shown, write } from "./endpoint";
import { listEndpoint } from "./lists";
import { replaceMember } from "./member";
import { existing, parametersOf, placeOf, requireOwner } from "./places";

/** Those of a collection as a whole. */
export function collectionEndpoints(rules: ObjectRules, site: Site, path: string): Endpoint[] {
  const { without = [], isUpdatedWithoutId, isDeletedInBatches } = rules;
  return [
    ...(without.includes("list") ? [] : [listEndpoint(rules, site, path)]),
    ...(without.includes("create") ? [] : [createEndpoint(rules, site, path)]),
    ...(isUpdatedWithoutId ? [updateWithoutIdEndpoint(rules, site, path)] : []),
    ...(isDeletedInBatches ? [deleteBatchEndpoint(site, path)] : []),
  ];
}

const createEndpoint = (rules: ObjectRules, { store }: Site, path: string): Endpoint => ({
  deed: "create",
  method: "POST",
  path,
  async answer(context) {
    const body = await jsonBody(context);
    requireOwner(path, store, context);
    const collection = placeOf(path, context);
    const nextPosition = (name: string) => behind(store.members(collection), name);
    const id = randomUUID();
    const place = memberPlace(collection, id);
    const object = { id, ...objectFrom(rules.fields, body, { nextPosition }) };
    await write(rules, store, place, object, body, born(path, place));
    context.header("Location", `${originOf(context)}/api/v3${memberPathOf(rules, path, context)}/${id}`);
    return json(context, shown(rules, store, context, place), 201);
  },
});

/** An absolute URL, as in the document's examples. */
const originOf = (context: Context) => new URL(context.req.url).origin;

const memberPathOf = ({ memberPaths = [] }: ObjectRules, path: string, context: Context) =>
  (memberPaths[0] ?? path).replace(/:(\w+)/g, (_, name: string) => parametersOf(context)[name] ?? "");

const updateWithoutIdEndpoint = (rules: ObjectRules, { store }: Site, path: string): Endpoint => ({
  deed: "update",
  isOtherSpelling: true,
  method: "PUT",
  path,
  async answer(context) {
    const body = await jsonBody(context);
    const id = (body as StoredObject | null)?.id;
    if (id === undefined) throw new ApiFailure(400, "Parameter 'id' is required.");
    return replaceMember(rules, store, context, body, memberPlace(placeOf(path, context), id));
  },
});

const deleteBatchEndpoint = ({ store }: Site, path: string): Endpoint => ({
  deed: "deleteBatch",
  method: "DELETE",
  path,
  async answer(context) {
    const ids = await jsonBody(context);
    if (!Array.isArray(ids) || ids.some((id) => typeof id !== "string")) {
      throw new ApiFailure(400, "The body must be an array of ids.");
    }
    const places = ids.map((id) => memberPlace(placeOf(path, context), id));
    for (const place of places) existing(store, place);
    await store.change(...places.map((place) => ({ remove: place })));
    return context.body(null, 204);
  },
});
