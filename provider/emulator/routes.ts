import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { ApiFailure } from "./failure";
import { objects } from "./objects";
import { apply, type ObjectRules, RuleError, type StoredObject } from "./rules";
import type { Store } from "./store";

/** The endpoints of every object, below /api/v3. Paths arrive in lower case: routes and ids match whatever their case. */
export function routes(store: Store): Hono {
  const app = new Hono();
  for (const rules of objects) registrars[rules.kind](app, rules, store);
  return app;
}

type Registrar = (app: Hono, rules: ObjectRules, store: Store) => void;

const registrars: Readonly<Record<ObjectRules["kind"], Registrar>> = {
  collection(app, rules, store) {
    const collection = rules.path.toLowerCase();
    app.get(collection, (context) => {
      requireParent(store, context);
      return context.json(store.members(pathOf(context)));
    });
    app.post(collection, async (context) => {
      requireParent(store, context);
      const path = pathOf(context);
      const fields = checked(rules, await bodyOf(context), store.members(path));
      const object = { id: randomUUID(), ...fields };
      const member = `${path}/${object.id}`;
      await store.change([{ put: member, object, collection: path }, ...singletonsBelow(rules, member)]);
      context.header("Location", `${new URL(context.req.url).pathname}/${object.id}`);
      return context.json(object, 201);
    });
    app.all(collection, methodNotAllowed);

    for (const base of [rules.path, ...(rules.otherMemberPaths ?? [])]) {
      const member = `${base.toLowerCase()}/:id`;
      const place = (context: Context) => memberPath(rules, base, context);
      app.get(member, (context) => context.json(existing(store, place(context))));
      app.put(member, async (context) => {
        const path = place(context);
        const { id } = existing(store, path);
        const siblings = store.members(parentOf(path)).filter((sibling) => sibling.id !== id);
        const object = {
          id,
          ...checked(rules, await bodyOf(context), siblings),
          ...keptReadOnly(rules, store, path),
        };
        existing(store, path);
        await store.change([{ put: path, object, collection: parentOf(path) }]);
        return context.json(object);
      });
      app.delete(member, async (context) => {
        const path = place(context);
        existing(store, path);
        await store.change([{ remove: path }]);
        return context.body(null, 204);
      });
      app.all(member, methodNotAllowed);
    }
  },

  singleton(app, rules, store) {
    const path = rules.path.toLowerCase();
    app.get(path, (context) => context.json(existing(store, pathOf(context))));
    app.put(path, async (context) => {
      const place = pathOf(context);
      existing(store, place);
      const object = { ...checked(rules, await bodyOf(context), []), ...keptReadOnly(rules, store, place) };
      existing(store, place);
      await store.change([{ put: place, object }]);
      return context.json(object);
    });
    app.all(path, methodNotAllowed);
  },
};

/** The singletons come into being with what they belong to, with the server's defaults. */
function singletonsBelow(rules: ObjectRules, member: string) {
  return objects
    .filter(
      (other) => other.kind === "singleton" && parentOf(other.path).replace(/\/:\w+$/, "") === rules.path,
    )
    .map((other) => ({
      put: `${member}${other.path.slice(other.path.lastIndexOf("/")).toLowerCase()}`,
      object: apply(other.fields, {}, []),
    }));
}

function keptReadOnly(rules: ObjectRules, store: Store, path: string): StoredObject {
  const stored = store.get(path) ?? {};
  const kept = Object.entries(stored).filter(([name]) => rules.fields[name]?.readOnly);
  return Object.fromEntries(kept);
}

function checked(rules: ObjectRules, body: unknown, siblings: readonly StoredObject[]): StoredObject {
  try {
    return apply(rules.fields, body, siblings);
  } catch (error) {
    if (error instanceof RuleError) throw new ApiFailure(400, error.message);
    throw error;
  }
}

async function bodyOf(context: Context): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiFailure(400, "The body is not valid JSON.");
  }
}

/** A collection below something that isn't there: the last parameter's object has to exist. */
function requireParent(store: Store, context: Context): void {
  const parameters = Object.values(context.req.param() as Record<string, string>);
  const last = parameters.at(-1);
  if (last === undefined) return;
  const path = pathOf(context);
  existing(store, path.slice(0, path.lastIndexOf(`/${last}`) + last.length + 1));
}

function existing(store: Store, path: string): StoredObject {
  const object = store.get(path);
  if (!object) throw new ApiFailure(404, "The requested resource does not exist.");
  return object;
}

const pathOf = (context: Context) => context.req.path.slice("/api/v3".length).toLowerCase();

const parentOf = (path: string) => path.slice(0, path.lastIndexOf("/"));

/** The stored path of a member, for every spelling of its collection's path. */
function memberPath(rules: ObjectRules, base: string, context: Context): string {
  return pathOf(context).replace(base.toLowerCase(), rules.path.toLowerCase());
}

function methodNotAllowed(context: Context): never {
  throw new ApiFailure(405, `${context.req.method} is not a method of this resource.`);
}
