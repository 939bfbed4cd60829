import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { ApiFailure, type Environment, json, jsonBody } from "./answers";
import { behind, objectFrom, untouched } from "./body";
import type { ObjectRules, StoredObject } from "./rules";
import type { Store } from "./store";
import { RuleError } from "./values";

export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /api/v3, with `:parameter` for ids. */
  path: string;
  answer(context: Context<Environment>): Response | Promise<Response>;
}

/** The endpoints of one object. */
export const endpointsOf = (rules: ObjectRules, store: Store): Endpoint[] => kinds[rules.kind](rules, store);

/*
 * After reading the body nothing waits until the change is made: what was looked up can't go away in between.
 */
const kinds: Readonly<Record<ObjectRules["kind"], (rules: ObjectRules, store: Store) => Endpoint[]>> = {
  collection: (rules, store) => [
    {
      method: "GET",
      path: rules.path,
      answer(context) {
        requireOwner(rules, store, context);
        return json(context, store.members(placeOf(rules.path, context)));
      },
    },
    {
      method: "POST",
      path: rules.path,
      async answer(context) {
        const body = await jsonBody(context);
        requireOwner(rules, store, context);
        const collection = placeOf(rules.path, context);
        const nextPosition = (name: string) => behind(store.members(collection), name);
        const id = randomUUID();
        const object = { id, ...accepted(() => objectFrom(rules.fields, body, { nextPosition })) };
        await store.change({ put: `${collection}/${id}`, object });
        // An absolute URL, as in the document's examples.
        const { origin, pathname } = new URL(context.req.url);
        context.header("Location", `${origin}${pathname}/${id}`);
        return json(context, object, 201);
      },
    },
    ...[rules.path, ...(rules.otherMemberPaths ?? [])].flatMap((path) =>
      memberEndpoints(rules, store, `${path}/:id`),
    ),
  ],

  singleton: (rules, store) => [
    {
      method: "GET",
      path: rules.path,
      answer(context) {
        requireOwner(rules, store, context);
        return json(context, store.get(placeOf(rules.path, context)) ?? untouched(rules.fields));
      },
    },
    {
      method: "PUT",
      path: rules.path,
      async answer(context) {
        const body = await jsonBody(context);
        requireOwner(rules, store, context);
        const place = placeOf(rules.path, context);
        const previous = store.get(place);
        const object = accepted(() => objectFrom(rules.fields, body, { previous, nextPosition: () => 1 }));
        await store.change({ put: place, object });
        return json(context, object);
      },
    },
  ],
};

function memberEndpoints(rules: ObjectRules, store: Store, path: string): Endpoint[] {
  const member = `${rules.path}/:id`;
  return [
    { method: "GET", path, answer: (context) => json(context, existing(store, placeOf(member, context))) },
    {
      method: "PUT",
      path,
      async answer(context) {
        const body = await jsonBody(context);
        const place = placeOf(member, context);
        const previous = existing(store, place);
        const siblings = () => store.members(placeOf(rules.path, context)).filter((one) => one !== previous);
        const nextPosition = (name: string) => behind(siblings(), name);
        const fields = accepted(() => objectFrom(rules.fields, body, { previous, nextPosition }));
        const object = { id: previous.id, ...fields };
        await store.change({ put: place, object });
        return json(context, object);
      },
    },
    {
      method: "DELETE",
      path,
      async answer(context) {
        const place = placeOf(member, context);
        existing(store, place);
        await store.change({ remove: place });
        return context.body(null, 204);
      },
    },
  ];
}

/** What the path is below has to exist. */
function requireOwner(rules: ObjectRules, store: Store, context: Context): void {
  const owner = rules.path.match(/^.*\/:\w+/)?.[0];
  if (owner !== undefined) existing(store, placeOf(owner, context));
}

function existing(store: Store, place: string): StoredObject {
  const object = store.get(place);
  if (!object) throw new ApiFailure(404, `The requested resource ${place} does not exist.`);
  return object;
}

/** The path in the store, whichever spelling was asked for. */
function placeOf(pattern: string, context: Context): string {
  const parameters: Readonly<Record<string, string>> = context.req.param();
  // A slash in a parameter must not lead to another object.
  const filled = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ""));
  return filled.toLowerCase();
}

function accepted<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    throw error instanceof RuleError ? new ApiFailure(400, error.message) : error;
  }
}
