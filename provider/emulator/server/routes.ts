import type { Context, Hono } from "hono";
import { commands } from "../commands";
import type { Command } from "../commands/command";
import { endpointsOf } from "../endpoints";
import type { Endpoint, Site } from "../endpoints/endpoint";
import { objects } from "../objects";
import { systems } from "../objects/systems";
import type { Store } from "../store/store";
import { ApiFailure, type Environment } from "../wire/answers";
import { type Permissions, requirePermission } from "../wire/permissions";

/**
 * Adds the endpoints of every object. The app's paths arrive in lower case, so that routes and ids match whatever
 * their case: conventions.caseSensitivity.
 */
export function addRoutes(
  app: Hono<Environment>,
  basePath: string,
  { store, permissions }: { store: Store; permissions: Permissions },
): void {
  const all = [...objects, ...systems];
  const site = { store, permissions, objects: all };
  // Commands first: one of their paths looks like that of a member.
  const endpoints = [
    ...commands.flatMap((command) => endpointsOfCommand(command, site)),
    ...all.flatMap((rules) => endpointsOf(rules, site)),
  ];
  for (const [path, group] of byPath(endpoints)) {
    const route = `${basePath}${path}`;
    for (const { method, answer } of group) app.on(method, route, answer);
    app.all(route, notAllowed(group.map(({ method }) => method)));
  }
}

function endpointsOfCommand(command: Command, { store, permissions }: Site): Endpoint[] {
  return command.paths.map((path) => ({
    method: command.method,
    path,
    answer(context) {
      requirePermission(permissions, { permissions: command.permissions ?? {} }, context);
      return command.answer(context, store);
    },
  }));
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
