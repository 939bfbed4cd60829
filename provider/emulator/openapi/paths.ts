import { commands } from "../commands";
import type { Spelling } from "../commands/command";
import { endpointsOf } from "../endpoints";
import type { Endpoint } from "../endpoints/endpoint";
import { everyObject } from "../objects";
import type { ObjectRules } from "../rules";
import { Store } from "../store/store";
import type { Schema } from "./building-blocks";
import { commandOperation, operationOf } from "./operations";
import type { Schemas } from "./schemas";

/** The operations of every path, by method. */
export type Paths = Record<string, Record<string, Schema>>;

/** One operation for each endpoint; what the documents have besides for the same is a note in it. */
export function pathsOf(schemas: Schemas): Paths {
  const paths: Paths = {};
  for (const { spelling, others, operation } of [...ofObjects(schemas), ...ofCommands(schemas)]) {
    const path = wholePath(spelling.path);
    const { parameters, ...rest } = operation;
    paths[path] = {
      ...paths[path],
      [spelling.method.toLowerCase()]: {
        ...rest,
        ...(others.length > 0 && { "x-other-spellings": others.map(whole) }),
        parameters: [...pathParameters(path), ...((parameters ?? []) as Schema[])],
      },
    };
  }
  return paths;
}

/** What goes into the document: an operation with the endpoint that it is for. */
interface Described {
  spelling: Spelling;
  others: readonly Spelling[];
  operation: Schema;
}

const site = { store: new Store(), permissions: undefined };

const ofObjects = (schemas: Schemas): Described[] =>
  everyObject.flatMap((rules) => {
    const endpoints = endpointsOf(rules, site);
    const others = endpoints.filter(({ isOtherSpelling }) => isOtherSpelling);
    return endpoints
      .filter((endpoint) => !endpoint.isOtherSpelling)
      .map((endpoint) => ({
        spelling: endpoint,
        others: [...others.filter(({ deed }) => deed === endpoint.deed), ...inOtherCases(rules, endpoint)],
        operation: operationOf(rules, endpoint, schemas),
      }));
  });

/** Letter case matters to readers of the document, other than to the server. */
const inOtherCases = ({ path, otherCases = [] }: ObjectRules, endpoint: Endpoint): Spelling[] =>
  endpoint.path.startsWith(path)
    ? otherCases.map((other) => ({
        method: endpoint.method,
        path: other + endpoint.path.slice(path.length),
      }))
    : [];

const ofCommands = (schemas: Schemas): Described[] =>
  commands.map((command) => ({
    spelling: command,
    others: command.otherSpellings ?? [],
    operation: commandOperation(command, schemas),
  }));

const wholePath = (path: string) => `/api/v3${path.replace(/\/:(\w+)/g, "/{$1}")}`;

const whole = ({ method, path }: Spelling) => ({ method, path: wholePath(path) });

const pathParameters = (path: string): Schema[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
