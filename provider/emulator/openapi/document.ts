import { commands } from "../commands";
import type { Command } from "../commands/command";
import { endpointsOf } from "../endpoints";
import type { Deed, Endpoint, Method } from "../endpoints/endpoint";
import { objects } from "../objects";
import { systems } from "../objects/systems";
import type { ObjectRules } from "../rules";
import { Store } from "../store/store";
import { queryOf } from "./query";
import { idSchema, objectSchema, type Schema } from "./schemas";

/** The OpenAPI 3.1 document of everything that is served, from the same rules. */
export function openApiDocument(): Schema {
  const all = [...objects, ...systems];
  const schemas = new Map<string, Schema>();
  for (const rules of all) {
    const isCollection = rules.kind === "collection";
    const options = isCollection ? { id: idSchema(rules) } : { isAlwaysThere: true };
    schemas.set(rules.name, objectSchema(rules.fields, schemas, options));
  }
  const site = { store: new Store(), permissions: undefined, objects: all };
  const paths = new Map<string, Record<string, Schema>>();
  const add = (path: string, method: Method, operation: Schema) => {
    const key = `/api/v3${path.replace(/\/:(\w+)/g, "/{$1}")}`;
    const parameters = pathParameters(key);
    const { query = [], ...rest } = operation as { query?: Schema[] };
    paths.set(key, {
      ...paths.get(key),
      [method.toLowerCase()]: { ...rest, parameters: [...parameters, ...query] },
    });
  };
  for (const rules of all) {
    for (const endpoint of endpointsOf(rules, site)) {
      for (const path of inAllCases(rules, endpoint))
        add(path, endpoint.method, operationOf(rules, endpoint));
    }
  }
  for (const command of commands) {
    if (!schemas.has(command.answers.typeName)) {
      schemas.set(command.answers.typeName, objectSchema(command.answers.fields, schemas));
    }
    for (const path of command.paths) add(path, command.method, commandOperation(command, schemas));
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Comm100 Live Chat API v3, as emulated",
      version: "3",
      description: "Written from the vendor's API document by pulumi-comm100; not the vendor's own.",
    },
    servers: [{ url: "/" }],
    security: [{ basic: [] }, { bearer: [] }],
    paths: { "/oauth/token": tokenPath, ...Object.fromEntries(paths) },
    components: {
      schemas: { ...Object.fromEntries(schemas), Error: errorSchema },
      securitySchemes: {
        basic: { type: "http", scheme: "basic", description: "An agent's e-mail address and an API key." },
        bearer: { type: "http", scheme: "bearer", description: "An access token of /oauth/token." },
      },
    },
  };
}

/** Letter case matters to readers of the document, other than to the server. */
const inAllCases = ({ path, otherCases = [] }: ObjectRules, endpoint: Endpoint): string[] => [
  endpoint.path,
  ...(endpoint.path.startsWith(path)
    ? otherCases.map((other) => other + endpoint.path.slice(path.length))
    : []),
];

const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const jsonOf = (schema: Schema) => ({ content: { "application/json": { schema } } });

const listOf = (schema: Schema): Schema => ({ type: "array", items: schema });

const errorSchema: Schema = {
  type: "object",
  properties: { code: { type: "integer" }, message: { type: "string" } },
  required: ["code", "message"],
};

const failure = (description: string) => ({ description, ...jsonOf(reference("Error")) });

const failures = {
  "400": failure("The request breaks a rule."),
  "401": failure("The credentials are missing or wrong."),
  "403": failure("The agent lacks a permission."),
  "404": failure("There is no such object."),
};

const words: Readonly<Record<Deed, string>> = {
  list: "All of them.",
  view: "Those that belong to it.",
  get: "One.",
  create: "Makes one.",
  update: "Replaces it.",
  delete: "Deletes it.",
  deleteBatch: "Deletes several, by id.",
};

function operationOf(rules: ObjectRules, { deed = "get", method }: Endpoint): Schema {
  const object = reference(rules.name);
  const answers: Readonly<Record<Deed, Schema>> = {
    list: { "200": { description: words.list, ...jsonOf(listSchema(rules)) } },
    view: { "200": { description: words.view, ...jsonOf(listOf(object)) } },
    get: { "200": { description: words.get, ...jsonOf(object) } },
    create: { "201": { description: words.create, ...jsonOf(object) } },
    update: { "200": { description: words.update, ...jsonOf(object) } },
    delete: { "204": { description: words.delete } },
    deleteBatch: { "204": { description: words.deleteBatch } },
  };
  const bodies: Readonly<Partial<Record<Deed, Schema>>> = {
    create: object,
    update: object,
    deleteBatch: listOf({ type: "string" }),
  };
  const body = bodies[deed];
  return {
    summary: `${rules.name}: ${words[deed]}`,
    tags: [rules.name],
    ...permissionsOf(rules, method),
    query: queryOf(rules, deed),
    ...(body && { requestBody: { required: true, ...jsonOf(body) } }),
    responses: { ...answers[deed], ...failures },
  };
}

function permissionsOf({ permissions = {} }: Pick<ObjectRules, "permissions">, method: Method): Schema {
  const needed = method === "GET" ? permissions.read : permissions.write;
  return needed ? { description: `Needs the permission ${needed.join(" or ")}.` } : {};
}

function listSchema({ name, listing }: ObjectRules): Schema {
  const items = listOf(reference(name));
  if (!listing?.pages) return items;
  const { pages } = listing;
  const address: Schema = { type: "string" };
  return {
    type: "object",
    properties: {
      [pages.total]: { type: "integer" },
      previousPage: address,
      nextPage: address,
      [pages.items]: items,
    },
    required: [pages.total, pages.items],
  };
}

const pathParameters = (path: string): Schema[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

function commandOperation(
  { name, method, permissions = {}, answers, body, isListSent }: Command,
  schemas: Map<string, Schema>,
): Schema {
  const sent = body && objectSchema(body, schemas);
  return {
    summary: name,
    tags: ["commands"],
    ...permissionsOf({ permissions }, method),
    ...(sent && { requestBody: { required: true, ...jsonOf(isListSent ? listOf(sent) : sent) } }),
    responses: { "200": { description: "Done.", ...jsonOf(reference(answers.typeName)) }, ...failures },
  };
}

const tokenPath: Schema = {
  post: {
    summary: "createAccessToken",
    security: [],
    requestBody: {
      required: true,
      content: {
        "application/x-www-form-urlencoded": {
          schema: {
            type: "object",
            properties: {
              grant_type: { type: "string", enum: ["password"] },
              email: { type: "string" },
              password: { type: "string", writeOnly: true },
            },
            required: ["grant_type", "email", "password"],
          },
        },
      },
    },
    responses: {
      "200": {
        description: "A token.",
        ...jsonOf({
          type: "object",
          properties: {
            access_token: { type: "string" },
            token_type: { type: "string" },
            expires_in: { type: "integer" },
            refresh_token: { type: "string" },
          },
          required: ["access_token", "token_type", "expires_in"],
        }),
      },
      "400": failure("The grant is refused."),
      "401": failure("The credentials are missing or wrong."),
    },
  },
};
