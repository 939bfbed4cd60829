import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { ApiFailure, type Environment, json, jsonBody } from "./answers";
import { behind, objectFrom, untouched } from "./body";
import { expanded, includesIn } from "./includes";
import type { Step } from "./journal";
import { listed } from "./listing";
import { partSteps, whole } from "./parts";
import { type Permissions, requirePermission } from "./permissions";
import { existing, lowerCase, memberOf, placeOf, requireOwner } from "./places";
import { type ObjectRules, type StoredObject, valueAt } from "./rules";
import type { Store } from "./store";
import { RuleError } from "./values";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What an endpoint does with an object; `view`: a list of those that belong to another object. */
export type Deed = "list" | "view" | "get" | "create" | "update" | "delete" | "deleteBatch";

export interface Endpoint {
  method: Method;
  /** undefined for a command. */
  deed?: Deed;
  /** Below /api/v3, with `:parameter` for ids. */
  path: string;
  answer(context: Context<Environment>): Response | Promise<Response>;
}

/** What the endpoints work on. */
export interface Site {
  store: Store;
  permissions: Permissions;
  /** The rules of all objects: what comes into being with another one. */
  objects: readonly ObjectRules[];
}

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

function collectionEndpoints(rules: ObjectRules, { store, objects }: Site, path: string): Endpoint[] {
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

function memberEndpoints(rules: ObjectRules, { store }: Site, memberPath: string): Endpoint[] {
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

/** The members that belong to what the path is below. */
function viewEndpoint(
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

async function replaceMember(
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
    const object = { id: previous.id, ...objectFrom(rules.fields, body, { previous, nextPosition }) };
    return [{ put: place, object }, ...partSteps(rules.fields, place, body, store)];
  });
  await store.change(...steps);
  return json(context, shown(rules, store, context, place, existing(store, place)));
}

function singletonEndpoints(rules: ObjectRules, { store }: Site, path: string): Endpoint[] {
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

/** An object as it is answered: with what else has endpoints of its own, and with what `include` adds. */
function shown(
  rules: ObjectRules,
  store: Store,
  context: Context,
  place: string,
  object: StoredObject,
): StoredObject {
  const includes = includesIn(context.req.query("include"));
  return expanded(rules.fields, whole(rules.fields, place, object, store), includes, store);
}

/** What comes into being below a new member of a collection. */
export function born(objects: readonly ObjectRules[], path: string, place: string): Step[] {
  return objects.flatMap(({ initial = {} }) =>
    Object.entries(initial).flatMap(([below, members]) => {
      const owner = below.match(/^(.*)\/:\w+(\/.*)$/);
      if (owner?.[1] !== path) return [];
      return members.map((member) => {
        const id = randomUUID();
        return { put: `${place}${owner[2]?.toLowerCase()}/${id}`, object: { id, ...withOwnIds(member) } };
      });
    }),
  );
}

/** Copies, as every campaign has its own; `id: ""` asks for a new one. */
const withOwnIds = (member: StoredObject): StoredObject =>
  JSON.parse(JSON.stringify(member), (key, value: unknown) =>
    key === "id" && value === "" ? randomUUID() : value,
  );

/** An absolute URL, as in the document's examples. */
const originOf = (context: Context) => new URL(context.req.url).origin;

const withParameters = (path: string, context: Context) =>
  path.replace(/:(\w+)/g, (_, name: string) => (context.req.param() as Record<string, string>)[name] ?? "");

/** @throws ApiFailure in the API's form when a rule is broken */
export function accepted<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    throw error instanceof RuleError ? new ApiFailure(400, error.message) : error;
  }
}
