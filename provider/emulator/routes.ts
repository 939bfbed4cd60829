import type { Context, Hono } from "hono";
import { ApiFailure, type Environment } from "./answers";
import { type Endpoint, endpointsOf } from "./endpoints";
import { objects } from "./objects";
import type { Permissions } from "./permissions";
import type { Store } from "./store";

/**
 * Adds the endpoints of every object. The app's paths arrive in lower case, so that routes and ids match whatever
 * their case: conventions.caseSensitivity.
 */
export function addRoutes(
  app: Hono<Environment>,
  basePath: string,
  { store, permissions }: { store: Store; permissions: Permissions },
): void {
  const site = { store, permissions, objects };
  for (const [path, endpoints] of byPath(objects.flatMap((rules) => endpointsOf(rules, site)))) {
    const route = `${basePath}${path}`;
    for (const { method, answer } of endpoints) app.on(method, route, answer);
    app.all(route, notAllowed(endpoints.map(({ method }) => method)));
  }
}

function byPath(endpoints: readonly Endpoint[]): Map<string, Endpoint[]> {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints) {
    const path = withLowerCaseSegments(endpoint.path);
    groups.set(path, [...(groups.get(path) ?? []), endpoint]);
  }
  return groups;
}

/** Parameters keep their names. */
const withLowerCaseSegments = (path: string) =>
  path.replace(/[^/]+/g, (segment) => (segment.startsWith(":") ? segment : segment.toLowerCase()));

function notAllowed(methods: readonly string[]) {
  return (context: Context): never => {
    context.header("Allow", methods.join(", "));
    throw new ApiFailure(
      405,
      `${context.req.method} is not a method of this path, only ${methods.join(", ")}.`,
    );
  };
}
