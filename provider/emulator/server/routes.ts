import type { Context, Hono } from "hono";
import { commands } from "../commands";
import type { Command } from "../commands/command";
import { endpointsOf, permitted } from "../endpoints";
import type { Endpoint, Site } from "../endpoints/endpoint";
import { everyObject } from "../objects";
import { ApiFailure, type Environment } from "../wire/answers";

/**
 * Adds the endpoints of every object. The app's paths arrive in lower case, so that routes and ids match whatever
 * their case (docs/api-notes.md#letter-case).
 */
export function addRoutes(app: Hono<Environment>, basePath: string, site: Site): void {
  // Commands first: one of their paths looks like that of a member.
  const endpoints = [
    ...commands.flatMap((command) => endpointsOfCommand(command, site)),
    ...everyObject.flatMap((rules) => endpointsOf(rules, site)),
  ];
  for (const [path, group] of byPath(endpoints)) {
    const route = `${basePath}${path}`;
    for (const { method, answer } of group) app.on(method, route, answer);
    app.all(route, notAllowed(group.map(({ method }) => method)));
  }
}

const endpointsOfCommand = (command: Command, { store, permissions }: Site): Endpoint[] =>
  [command, ...(command.otherSpellings ?? [])].map(({ method, path }) => {
    const endpoint: Endpoint = {
      method,
      path,
      answer: (context) => command.answer(context, store),
    };
    return permitted(endpoint, command, permissions);
  });

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

/** What answers the methods that a path doesn't have. */
export function notAllowed(methods: readonly string[]) {
  return (context: Context): never => {
    context.header("Allow", methods.join(", "));
    throw new ApiFailure(
      405,
      `${context.req.method} is not a method of this path, only ${methods.join(", ")}.`,
    );
  };
}
