import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { enumOf, type FactEndpoint, type FactField, facts, setByService } from "../support/facts";
import { renamedFields } from "../support/our-reading";

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  items?: Schema;
  readOnly?: boolean;
  writeOnly?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Parameter {
  name: string;
  in: string;
  schema: Schema;
}

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<string, { parameters?: Parameter[]; responses: object; requestBody?: object }>
  >;
  components: { schemas: Record<string, Schema>; securitySchemes: object };
}

let emulator: TestEmulator;
let document: Document;
beforeAll(async () => {
  emulator = await startTestEmulator();
  document = (await (await fetch(`${emulator.url}/openapi.json`)).json()) as Document;
});
afterAll(() => emulator.close());

const form = (path: string) => path.replace(/\{\w+\}/g, "{}");

function spellings({ method, path, seedPath, seedMethod, alt = [] }: FactEndpoint) {
  return [
    { method, path },
    ...(seedPath === undefined ? [] : [{ method: seedMethod ?? method, path: seedPath }]),
    ...alt.map((other) => ({ method: other.method ?? method, path: other.path })),
  ];
}

const endpoints = facts.endpoints.flatMap((endpoint) =>
  spellings(endpoint).map((one) => [`${one.method} ${one.path}`, endpoint, one] as const),
);

const types = Object.entries(facts.types);

describe("the OpenAPI document", () => {
  it("is served without credentials, as version 3.1", () => {
    expect(document.openapi).toBe("3.1.0");
  });

  it("answers every error in the API's form, and asks for credentials everywhere but for the token", () => {
    const { responses: _, ...open } = document.paths["/oauth/token"]?.post ?? {};
    expect(open).toMatchObject({ security: [] });
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const wrong = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
        expect(wrong.length, `${method} ${path}`).toBeGreaterThan(1);
        for (const [, answer] of wrong)
          expect(JSON.stringify(answer)).toContain('"$ref":"#/components/schemas/Error"');
        if (path !== "/oauth/token") expect(operation).not.toHaveProperty("security");
      }
    }
    expect(Object.keys(document.components.securitySchemes)).toEqual(["basic", "bearer"]);
  });

  it("refers to nothing that it doesn't have", () => {
    const references = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)];
    const missing = references
      .map(([, name = ""]) => name)
      .filter((name) => !document.components.schemas[name]);
    expect(missing).toEqual([]);
  });
});

describe("the OpenAPI document and the facts file", () => {
  it.each(endpoints)("agree on %s", (_, endpoint, { method, path }) => {
    const key = path.startsWith("/oauth") ? path : `/api/v3${path}`;
    const operations = Object.entries(document.paths).find(([one]) => form(one) === form(key))?.[1];
    const operation = operations?.[method.toLowerCase()];
    expect(operation).toBeDefined();
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining([String(endpoint.statusCodes.success), "400", "401"]),
    );
    const isSent = endpoint.requestType !== null;
    if (endpoint.resource !== "auth") expect(operation?.requestBody !== undefined).toBe(isSent);
    const query = new Map(
      (operation?.parameters ?? []).filter((one) => one.in === "query").map((one) => [one.name, one.schema]),
    );
    for (const stated of endpoint.params.query) {
      const schema = query.get(stated.name);
      expect(schema, stated.name).toBeDefined();
      const values = schema?.items?.enum ?? schema?.enum;
      if (stated.enum) expect(values, stated.name).toEqual(expect.arrayContaining(stated.enum));
      if (stated.type === "integer") expect(schema?.type, stated.name).toBe("integer");
    }
  });

  it.each(types.filter(([name]) => !unnamed.includes(name)))(
    "agree on the fields, values and marks of %s",
    (name, type) => {
      const schema = document.components.schemas[name];
      // Of the global API only what live chat objects refer to, and no envelope, which has no name here.
      if (!schema && (type.referenced || type.kind === "listEnvelope")) return;
      if (!schema) return expect(type.fields).toEqual([]);
      for (const fact of type.fields) compare(name, schema, fact, type.referenced === true);
    },
  );
});

/** What is written where it is used, is no object, or has another one's fields. */
const unnamed = ["IdList", "OAuthTokenRequest", "OAuthToken", "ImageFile", "Error", "InvitationUpdate"];

function compare(type: string, schema: Schema, fact: FactField, isReferenced: boolean): void {
  const field = `${type}.${fact.name}`;
  const property = schema.properties?.[renamedFields[fact.name] ?? fact.name];
  if (!property && (isReferenced || fact.name === "id")) return;
  expect({ field, exists: property !== undefined }).toEqual({ field, exists: true });
  if (fact.enumRef === "TimeZoneOption") return;
  const values = fact.type.endsWith("[]") ? property?.items?.enum : property?.enum;
  expect({ field, values }).toEqual({ field, values: enumOf(fact) });
  const readOnly = setByService(fact);
  const isRequired = schema.required?.includes(fact.name) ?? false;
  if (isSentWhole(type))
    expect({ field, isRequired }).toEqual({ field, isRequired: fact.mandatory && !readOnly });
  if (facts.types[type]?.replyOnly || isReferenced || field === "KBIntegration.selectedKB") return;
  expect({ field, readOnly: property?.readOnly ?? false }).toEqual({ field, readOnly });
}

/** Objects that requests create: of a singleton the documents' own examples leave required fields out. */
const isSentWhole = (type: string) =>
  facts.endpoints.some(({ method, requestType }) => method === "POST" && requestType === type);
