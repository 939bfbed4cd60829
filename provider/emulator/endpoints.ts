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
export function endpointsOf(rules: ObjectRules, store: Store): Endpoint[] {
  const endpoints = kinds[rules.kind](rules, store);
  const others = (rules.otherPaths ?? []).map(({ endpoint: name, path }) => {
    const endpoint = endpoints[name];
    if (!endpoint) throw new Error(`${rules.name} has no endpoint ${name}.`);
    return { ...endpoint, path };
  });
  return [...Object.values(endpoints), ...others];
}

type Endpoints = Partial<Record<"list" | "create" | "read" | "replace" | "remove", Endpoint>>;

const kinds: Readonly<Record<ObjectRules["kind"], (rules: ObjectRules, store: Store) => Endpoints>> = {
  collection(rules, store) {
    const member = `${rules.path}/:id`;
    return {
      list: {
        method: "GET",
        path: rules.path,
        answer(context) {
          requireOwner(rules, store, context);
          return json(context, store.members(placeOf(rules.path, context)));
        },
      },
      create: {
        method: "POST",
        path: rules.path,
        async answer(context) {
          const body = await jsonBody(context);
          // From here to the change without waiting: the owner may be deleted at any other time.
          requireOwner(rules, store, context);
          const place = placeOf(rules.path, context);
          const nextPosition = (name: string) => behind(store.members(place), name);
          const object = accepted(() => objectFrom(rules.fields, body, { nextPosition }));
          await store.change({ put: `${place}/${object.id}`, object });
          // The document's example has an absolute URL.
          const { origin, pathname } = new URL(context.req.url);
          context.header("Location", `${origin}${pathname}/${object.id}`);
          return json(context, object, 201);
        },
      },
      read: {
        method: "GET",
        path: member,
        answer: (context) => json(context, existing(store, placeOf(member, context))),
      },
      replace: {
        method: "PUT",
        path: member,
        async answer(context) {
          const body = await jsonBody(context);
          const place = placeOf(member, context);
          const previous = existing(store, place);
          const nextPosition = (name: string) =>
            behind(
              store.members(placeOf(rules.path, context)).filter((sibling) => sibling !== previous),
              name,
            );
          const object = accepted(() => objectFrom(rules.fields, body, { previous, nextPosition }));
          await store.change({ put: place, object });
          return json(context, object);
        },
      },
      remove: {
        method: "DELETE",
        path: member,
        async answer(context) {
          const place = placeOf(member, context);
          existing(store, place);
          await store.change({ remove: place });
          return context.body(null, 204);
        },
      },
    };
  },

  singleton: (rules, store) => ({
    read: {
      method: "GET",
      path: rules.path,
      answer(context) {
        requireOwner(rules, store, context);
        return json(context, store.get(placeOf(rules.path, context)) ?? untouched(rules.fields));
      },
    },
    replace: {
      method: "PUT",
      path: rules.path,
      async answer(context) {
        const body = await jsonBody(context);
        requireOwner(rules, store, context);
        const place = placeOf(rules.path, context);
        const previous = store.get(place) ?? untouched(rules.fields);
        const object = accepted(() => objectFrom(rules.fields, body, { previous, nextPosition: () => 1 }));
        await store.change({ put: place, object });
        return json(context, object);
      },
    },
  }),
};

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

/** The store's path, whichever spelling of it was asked for. A slash in a parameter must not lead elsewhere. */
function placeOf(pattern: string, context: Context): string {
  const parameters: Readonly<Record<string, string>> = context.req.param();
  return pattern
    .replace(/:(\w+)|[^:/]+/g, (text, name?: string) => (name ? encodeURIComponent(parameters[name] ?? "") : text))
    .toLowerCase();
}

function accepted<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    throw error instanceof RuleError ? new ApiFailure(400, error.message) : error;
  }
}
