import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groupsOf } from "../provider/core/operations";
import type { System } from "../provider/core/system";
import { definitions } from "../provider/definitions";
import { systems } from "../provider/definitions/systems";
import { definitionToAdd } from "./support/additions/definition";
import { endpointLines } from "./support/additions/facts";
import { expectNothingToAdd } from "./support/additions/lines";
import { send, startTestEmulator, type TestEmulator } from "./support/emulator";
import { type FactEndpoint, facts } from "./support/facts";

const id = "11111111-2222-3333-4444-555555555555";

/** Paths differ in the names of their parameters and, between the documents, in letter case. */
const form = (path: string) => path.toLowerCase().replace(/\{\w+\}/g, "{}");

const operationsIn = (groups: readonly System[]): string[] =>
  groups.flatMap((group) =>
    Object.values(group.operations).flatMap((operation) =>
      pathsOf(operation.path, operation.returns?.choices).map((path) => `${operation.method} ${form(path)}`),
    ),
  );

const operations = operationsIn(groupsOf(definitions, systems));

/** The path for each value of a parameter that isn't an id. */
function pathsOf(path: string, choices: Readonly<Record<string, unknown>> = {}): string[] {
  return Object.entries(choices).reduce<string[]>(
    (paths, [name, choice]) =>
      paths.flatMap((one) =>
        (choice as { options: string[] }).options.map((value) => one.replace(`{${name}}`, value)),
      ),
    [path],
  );
}

/** Every method and path that the facts file has for an endpoint. */
function spellings({ method, path, seedPath, seedMethod, alt = [] }: FactEndpoint) {
  return [
    { method, path },
    ...(seedPath === undefined ? [] : [{ method: seedMethod ?? method, path: seedPath }]),
    ...alt.map((other) => ({ method: other.method ?? method, path: other.path })),
  ];
}

/** The objects that the API reads and writes in one form, as far as the documents describe them. */
const writable = () =>
  new Set(
    facts.endpoints
      .filter(({ method, requestType, responseType }) => method === "PUT" && requestType === responseType)
      .flatMap(({ requestType }) =>
        requestType && facts.types[requestType]?.fields.length ? [requestType] : [],
      ),
  );

describe("coverage", () => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await startTestEmulator();
  });
  afterAll(() => emulator.close());

  async function isEmulated({ method, path }: { method: string; path: string }): Promise<boolean> {
    const address = path.replace(/\{\w+\}/g, id);
    const isToken = path.startsWith("/oauth");
    const { status, body } = isToken
      ? await send({ url: emulator.url }, method, path, undefined, "")
      : await send(emulator, method, address, method === "GET" ? undefined : {}, "/api/v3");
    return status !== 405 && !JSON.stringify(body ?? "").includes("is not part of the API");
  }

  it("is complete: every endpoint in the client and the emulator, every writable object in the provider", async () => {
    const rows = await Promise.all(
      facts.endpoints.map(async (endpoint) => ({
        resource: endpoint.resource,
        name: `${endpoint.method} ${endpoint.path}`,
        client: operations.includes(`${endpoint.method} ${form(endpoint.path)}`),
        emulator: (await Promise.all(spellings(endpoint).map(isEmulated))).every(Boolean),
      })),
    );
    const objects = [...writable()].map((name) => ({
      name,
      provider: definitions.some((definition) => definition.name === name),
    }));
    console.log(table(rows, objects));
    expectNothingToAdd(
      objects.filter(({ provider }) => !provider).flatMap(({ name }) => definitionToAdd(name)),
    );
    expect(rows.filter(({ client }) => !client).map(({ name }) => name)).toEqual([]);
    expect(rows.filter((row) => !row.emulator).map(({ name }) => name)).toEqual([]);
    expect(objects.map(({ name }) => name).sort()).toEqual(definitions.map(({ name }) => name).sort());
  });

  it("has no endpoint in the client that the facts file doesn't have, apart from the global API's lists", () => {
    const known = new Set(
      facts.endpoints.flatMap(spellings).map(({ method, path }) => `${method} ${form(path)}`),
    );
    const isOther = (one: string) => !known.has(one) && !one.includes("/globalsettings/");
    const own = definitions.filter((definition) => operationsIn(groupsOf([definition], [])).some(isOther));
    expectNothingToAdd(own.flatMap(endpointLines));
    expect(operations.filter(isOther)).toEqual([]);
  });
});

interface Row {
  resource: string;
  client: boolean;
  emulator: boolean;
}

function table(rows: readonly Row[], objects: readonly { provider: boolean }[]): string {
  const resources = [...new Set(rows.map(({ resource }) => resource))];
  const count = (some: readonly Row[], side: "client" | "emulator") =>
    `${some.filter((row) => row[side]).length} of ${some.length}`;
  const lines = resources.map((resource) => {
    const own = rows.filter((row) => row.resource === resource);
    return `${resource.padEnd(32)}${count(own, "client").padEnd(12)}${count(own, "emulator")}`;
  });
  const provided = objects.filter(({ provider }) => provider).length;
  return [
    `${"Endpoints of".padEnd(32)}${"client".padEnd(12)}emulator`,
    ...lines,
    `${"All".padEnd(32)}${count(rows, "client").padEnd(12)}${count(rows, "emulator")}`,
    `Writable objects in the provider: ${provided} of ${objects.length}`,
  ].join("\n");
}
