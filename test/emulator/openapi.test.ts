import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groupsOf } from "../../provider/core/operations";
import { definitions } from "../../provider/definitions";
import { systems } from "../../provider/definitions/systems";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { enumOf, type FactEndpoint, type FactField, facts, setByService } from "../support/facts";
import { type Document, documentOf, type Operation, type Schema, within } from "../support/openapi-document";
import { renamedFields } from "../support/our-reading";

let emulator: TestEmulator;
let document: Document;
beforeAll(async () => {
  emulator = await startTestEmulator();
  document = await documentOf(emulator);
});
afterAll(() => emulator.close());

const form = (path: string) => path.replace(/\{\w+\}/g, "{}");

/** Every operation with its method and path, such as `GET /api/v3/livechat/campaigns/{}`. */
const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${form(path)}`, operation] as const,
    ),
  );

/** An endpoint's own spelling comes first. */
function spellings({ method, path, seedPath, seedMethod, alt = [] }: FactEndpoint): string[] {
  const all = [
    { method, path },
    ...(seedPath === undefined ? [] : [{ method: seedMethod ?? method, path: seedPath }]),
    ...alt.map((other) => ({ method: other.method ?? method, path: other.path })),
  ];
  return all.map((one) => form(`${one.method} ${one.path.startsWith("/oauth") ? "" : "/api/v3"}${one.path}`));
}

const endpoints = facts.endpoints.map(
  (endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const,
);

const forms = ["preChat", "postChat", "offlineMessage", "agentWrapup"];

/** The methods of the client, those of one that goes to several paths by each of them. */
const clientMethods = groupsOf(definitions, systems).flatMap(({ endpointName, operations: methods }) =>
  Object.entries(methods).flatMap(([name, { method, path }]) => {
    const places = path.includes("{form}") ? forms : [undefined];
    return places.map((place) => ({
      id: [endpointName, name, ...(place === undefined ? [] : [place])].join("."),
      spelling: form(
        `${method} ${path.startsWith("/oauth") ? "" : "/api/v3"}${path.replace("{form}", place ?? "")}`,
      ),
    }));
  }),
);

/** Of the neighbouring global API; the client has no method for them. */
const withoutMethod = [
  "agentAwayStatuses.get",
  "agentAwayStatuses.list",
  "contacts.get",
  "contacts.list",
  "globalVisitors.get",
  "globalVisitors.list",
];

describe("the OpenAPI document", () => {
  it("is served without credentials, as version 3.1, with the package's version, licence and contact", () => {
    const { version, license } = require("pulumi-comm100/package.json") as Record<string, string>;
    expect(document).toMatchObject({
      openapi: "3.1.0",
      info: { version, license: { identifier: license }, contact: { name: expect.any(String) } },
    });
  });

  it("is the one that is in the package", () => {
    expect(require("pulumi-comm100/openapi.json")).toEqual(document);
  });

  it("answers every error in the API's form, and asks for credentials everywhere but for the token", () => {
    const { responses: _, ...open } = document.paths["/oauth/token"]?.post ?? {};
    expect(open).toMatchObject({ security: [] });
    for (const [spelling, operation] of operations()) {
      const wrong = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      expect(wrong.length, spelling).toBeGreaterThan(1);
      for (const [, answer] of wrong)
        expect(JSON.stringify(answer)).toContain('"$ref":"#/components/schemas/Error"');
      if (!spelling.endsWith("/oauth/token")) expect(operation).not.toHaveProperty("security");
    }
    expect(Object.keys(document.components.securitySchemes)).toEqual(["basic", "bearer"]);
  });

  it("refers to nothing that it doesn't have, and has nothing that it doesn't refer to", () => {
    const references = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)];
    const named = new Set(references.map(([, name = ""]) => name));
    expect([...named].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it("names every operation as the client does", () => {
    const named = operations().map(([spelling, { operationId }]) => ({ id: operationId, spelling }));
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    const known = named.filter(({ id }) => !withoutMethod.includes(id));
    expect(known.sort(byId)).toEqual(clientMethods.sort(byId));
    expect(named.length - known.length).toBe(withoutMethod.length);
  });

  it("says of every operation what it does, and has a tag for it that says what it is about", () => {
    const tags = new Map(document.tags.map(({ name, description }) => [name, description]));
    for (const [spelling, { summary, description, tags: own }] of operations()) {
      expect(summary, spelling).toMatch(/^[A-Z][\w ]+$/);
      expect(description, spelling).toMatch(/^[A-Z].*\.$/);
      expect(tags.get(own[0] ?? ""), spelling).toMatch(/^[A-Z].*\.$/);
    }
    expect(tags.size).toBe(new Set(operations().map(([, { tags: own }]) => own[0])).size);
  });

  it("has names that generators needn't shorten", () => {
    const names = Object.keys(document.components.schemas);
    expect(names.filter((name) => name.length > 50)).toEqual([]);
    const inline = Object.entries(document.components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, property]) => property.enum ?? property.properties)
        .map(([property]) => `${name}.${property}`),
    );
    expect(inline).toEqual([]);
  });

  it("has no default in what is sent, which generators would take for something required", () => {
    const sent = Object.entries(document.components.schemas).filter(([name]) => name.endsWith("Input"));
    expect(sent.length).toBeGreaterThan(40);
    expect(JSON.stringify(sent)).not.toContain('"default"');
    expect(document.components.schemas.CampaignInput).toMatchObject({
      required: ["name"],
      properties: { language: { description: 'Default: "English".' } },
    });
  });

  it("says what is required only with another field's value", () => {
    const kinds = ["radioBox", "dropdownList", "checkboxList"];
    const [condition] = document.components.schemas.SecureFormFieldInput?.allOf ?? [];
    expect(condition?.if).toEqual({ properties: { type: { enum: kinds } }, required: ["type"] });
    expect(condition?.then).toEqual({ properties: { options: {} }, required: ["options"] });
  });
});

describe("the OpenAPI document and the facts file", () => {
  it("have the same endpoints, one operation for each, besides those of the global API", () => {
    const own = operations().filter(([spelling]) => !spelling.includes("/globalSettings/"));
    expect(own.map(([spelling]) => spelling).sort()).toEqual(
      facts.endpoints.map((endpoint) => spellings(endpoint)[0]).sort(),
    );
  });

  it.each(endpoints)("agree on %s", (_, endpoint) => {
    const [own, ...others] = spellings(endpoint);
    const operation = operations().find(([spelling]) => spelling === own)?.[1] as Operation;
    const noted = (operation["x-other-spellings"] ?? []).map(({ method, path }) => form(`${method} ${path}`));
    expect(noted).toEqual(expect.arrayContaining(others));
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining([String(endpoint.statusCodes.success), "400", "401"]),
    );
    const isSent = endpoint.requestType !== null;
    if (endpoint.resource !== "auth") expect(operation.requestBody !== undefined).toBe(isSent);
    for (const stated of endpoint.params.query) compareParameter(stated, operation);
  });

  const types = Object.entries(facts.types).filter(([name]) => !unnamed.includes(name));

  it.each(types)(
    "agree on the fields and values of %s, as it is answered and as it is sent",
    (name, type) => {
      const { [name]: answered, [`${name}Input`]: sent } = document.components.schemas;
      if (sent) for (const fact of type.fields) compareSent(name, sent, fact);
      // Of the global API only what live chat objects refer to, and envelopes have other names here.
      if (!answered && (sent || type.referenced || type.kind === "listEnvelope")) return;
      if (!answered) return expect(type.fields).toEqual([]);
      for (const fact of type.fields) compareAnswered(name, answered, fact);
    },
  );
});

/** What is written where it is used, is no object, or has another one's fields. */
const unnamed = ["IdList", "OAuthTokenRequest", "OAuthToken", "ImageFile", "Error", "InvitationUpdate"];

/** A list of conditions is written out, each word of each a parameter. */
function compareParameter(
  stated: { name: string; type: string; enum?: string[] },
  { parameters = [] }: Operation,
) {
  const words = stated.name === "conditions" ? ["[0][field]", "[0][operate]", "[0][value]"] : [""];
  for (const word of words) {
    const schema = parameters.find((one) => one.in === "query" && one.name === stated.name + word)?.schema;
    expect(schema, stated.name).toBeDefined();
    const values = valuesOf(schema);
    if (stated.enum) expect(values, stated.name).toEqual(expect.arrayContaining(stated.enum));
    if (stated.type === "integer") expect(schema?.type, stated.name).toBe("integer");
  }
}

/** Without the empty text of a field that needn't be set. */
const valuesOf = (schema: Schema | undefined) => {
  const resolved = within(document, schema);
  const { enum: values } = (resolved?.type === "array" ? within(document, resolved.items) : resolved) ?? {};
  return values?.filter((value) => value !== "");
};

/** Everything is in an answer, but for what only a request holds and what `include` adds. */
function compareAnswered(type: string, { properties = {}, required = [] }: Schema, fact: FactField): void {
  const field = `${type}.${fact.name}`;
  const name = renamedFields[fact.name] ?? fact.name;
  const property = properties[name];
  if (fact.writeOnly) expect({ field, property }).toEqual({ field, property: undefined });
  if (!property && (fact.writeOnly || facts.types[type]?.referenced || name === "id")) return;
  expect({ field, exists: property !== undefined }).toEqual({ field, exists: true });
  // What the global API's objects include is always in them here.
  const isIncluded = fact.include !== undefined && !facts.types[type]?.referenced;
  const isAdded = isIncluded || field === "KBIntegration.selectedKB";
  expect({ field, isRequired: required.includes(name) }).toEqual({ field, isRequired: !isAdded });
  if (fact.enumRef !== "TimeZoneOption" && !isAdded)
    expect({ field, values: valuesOf(property) }).toEqual({ field, values: enumOf(fact) });
}

/** What the service sets isn't in it; of an object that is always there nothing is required. */
function compareSent(type: string, { properties = {}, required = [] }: Schema, fact: FactField): void {
  const field = `${type}.${fact.name}`;
  const name = renamedFields[fact.name] ?? fact.name;
  const isSent = !setByService(fact) && field !== "KBIntegration.selectedKB";
  expect({ field, isSent: properties[name] !== undefined }).toEqual({ field, isSent });
  const isRequired = required.includes(name);
  if (isCreated(type)) expect({ field, isRequired }).toEqual({ field, isRequired: fact.mandatory && isSent });
  if (isSent) expect({ field, values: valuesOf(properties[name]) }).toEqual({ field, values: enumOf(fact) });
}

/** Objects that requests create: of a singleton the documents' own examples leave required fields out. */
const isCreated = (type: string) =>
  facts.endpoints.some(({ method, requestType }) => method === "POST" && requestType === type);
