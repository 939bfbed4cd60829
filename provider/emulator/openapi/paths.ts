import { commands } from "../commands";
import { endpointsOf } from "../endpoints";
import type { Endpoint, Method } from "../endpoints/endpoint";
import { everyObject } from "../objects";
import type { ObjectRules } from "../rules";
import { Store } from "../store/store";
import type { Schema } from "./building-blocks";
import { commandOperation, operationOf } from "./operations";

/** The operations of every path, by method. */
export function pathsOf(schemas: Map<string, Schema>): Record<string, Record<string, Schema>> {
  const paths: Record<string, Record<string, Schema>> = {};
  const add = (path: string, method: Method, { query = [], ...operation }: Schema) => {
    const key = `/api/v3${path.replace(/\/:(\w+)/g, "/{$1}")}`;
    const parameters = [...pathParameters(key), ...(query as Schema[])];
    paths[key] = { ...paths[key], [method.toLowerCase()]: { ...operation, parameters } };
  };
  const site = { store: new Store(), permissions: undefined };
  for (const rules of everyObject) {
    for (const endpoint of endpointsOf(rules, site)) {
      for (const path of inAllCases(rules, endpoint))
        add(path, endpoint.method, operationOf(rules, endpoint));
    }
  }
  for (const command of commands) {
    for (const path of command.paths) add(path, command.method, commandOperation(command, schemas));
  }
  return paths;
}

const pathParameters = (path: string): Schema[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

/** Letter case matters to readers of the document, other than to the server. */
const inAllCases = ({ path, otherCases = [] }: ObjectRules, endpoint: Endpoint): string[] => [
  endpoint.path,
  ...(endpoint.path.startsWith(path)
    ? otherCases.map((other) => other + endpoint.path.slice(path.length))
    : []),
];
