import { send, type TestEmulator } from "./emulator";
import { enumOf, type FactField, facts, setByService } from "./facts";

export interface DocumentedEndpoint {
  operationId: string;
  resource: string;
  method: string;
  path: string;
  seedPath?: string;
  seedMethod?: string;
  alt?: { method?: string; path: string }[];
  requestType: string | null;
  isList: boolean;
  paging: boolean;
  locationHeader?: true;
  permissions: string[];
  statusCodes: { success: number };
}

const endpoints = ((facts.endpoints ?? []) as unknown as DocumentedEndpoint[]).filter(
  ({ resource }) => resource !== "auth",
);

/** Every endpoint under every path and method that the documents name. */
export const spellings = endpoints.flatMap((endpoint) => {
  const { path, method, seedPath, seedMethod, alt = [] } = endpoint;
  return [
    { ...endpoint, title: `${method} ${path}` },
    ...(seedPath ? [{ path: seedPath, method: seedMethod ?? method }, ...alt] : alt).map((other) => ({
      ...endpoint,
      ...other,
      title: `${other.method ?? method} ${other.path}`,
    })),
  ];
});

/** What no request makes. */
const fixtures = {
  agents: [{ id: 7, email: "ann@example.com" }],
  visitors: [{ id: "visitor-1", customVariableResults: [{ name: "Plan", value: "silver" }] }],
  sessions: [{ id: "session-1", visitorId: "visitor-1" }],
  chats: [{ id: "chat-1", sessionId: "session-1" }],
  offlineMessages: [{ id: "message-1", sessionId: "session-1" }],
};

const fixtureIds: Readonly<Record<string, string>> = {
  liveChatAgent: "7",
  liveChatVisitor: "visitor-1",
  session: "session-1",
  chat: "chat-1",
  offlineMessage: "message-1",
};

/**
 * A right request to an endpoint, on a site that has what the request is about and nothing else. Path below
 * /api/v3/livechat.
 */
export async function prepared(
  emulator: TestEmulator,
  endpoint: DocumentedEndpoint,
): Promise<{ path: string; body: unknown }> {
  const { resource, operationId } = endpoint;
  await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
  await emulator.load(fixtures);
  await emulator.call("POST", "/conversionActions", { name: "Achieved", type: "api" });
  const idOf = idsOn(emulator);
  const id = await idOf(resource);
  const path = await filled(endpoint.path, id, idOf);
  const isMisprint = operationId === "updateCustomerSegment" && !endpoint.path.includes("{id}");
  const hasBody = ["POST", "PUT"].includes(endpoint.method);
  const body = commands[operationId] ?? (hasBody ? bodyOf(endpoint) : undefined);
  return { path, body: isMisprint ? { ...(body as object), id } : body };
}

/** The id of one object of each resource, made when it is first asked for; empty for what has none. */
function idsOn(emulator: TestEmulator): (resource: string) => Promise<string> {
  const made = new Map<string, string>(Object.entries(fixtureIds));
  return async function idOf(resource) {
    const known = made.get(resource);
    if (known !== undefined) return known;
    const creation = endpoints.find(
      (one) => one.resource === resource && one.method === "POST" && one.statusCodes.success === 201,
    );
    if (!creation) return "";
    const path = await filled(creation.path, "", idOf);
    const { id } = await emulator.call<{ id: string }>("POST", path, bodyOf(creation));
    made.set(resource, id);
    return id;
  };
}

/** `{id}` is the object's own, and a parameter such as `{campaignId}` names the resource that it is the id of. */
async function filled(
  path: string,
  id: string,
  idOf: (resource: string) => Promise<string>,
): Promise<string> {
  let result = path.replace(/^\/livechat/i, "").replace("{id}", id);
  for (const [parameter, resource = ""] of path.matchAll(/\{(\w+)Id\}/g)) {
    result = result.replace(parameter, await idOf(resource));
  }
  return result;
}

/**
 * The answer to such a request.
 *
 * @param through where the request goes: the emulator itself, or a proxy in front of it
 */
export async function ask(
  emulator: TestEmulator,
  endpoint: DocumentedEndpoint,
  through: { url: string } = emulator,
): Promise<Awaited<ReturnType<typeof send>>> {
  const { path, body } = await prepared(emulator, endpoint);
  return send(through, endpoint.method, path, body);
}

/** Bodies of which the facts say too little. */
const bodies: Readonly<Record<string, unknown>> = {
  translationExcludedWord: { word: "Comm100" },
  campaignFormField: { field: { name: "Colour", type: "textBox" } },
  liveChatAgent: { status: "Away" },
  liveChatVisitor: [{ name: "Plan", value: "gold" }],
};

const bodyOf = ({ resource, requestType }: DocumentedEndpoint) =>
  bodies[resource] ?? leastOf(requestType ?? "");

/** The least that the documents ask for: taken from the facts, and so not from the rules that it is to check. */
function leastOf(type: string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of facts.types[type]?.fields ?? []) {
    const isNeeded = field.mandatory || (field.mandatoryWhen && isMet(field.mandatoryWhen, body));
    if (isNeeded && !setByService(field)) body[field.name] = sampleOf(field);
  }
  return body;
}

/** Of `type is radioBox, dropdownList or checkboxList`. */
function isMet(condition: string, body: Readonly<Record<string, unknown>>): boolean {
  const [, name = "", values = ""] = /^(\w+) is ([^(]*)/.exec(condition) ?? [];
  return values.split(/, | or /).some((value) => value.trim() === body[name]);
}

function sampleOf(field: FactField): unknown {
  if (field.type.endsWith("[]")) return [sampleOf({ ...field, type: field.type.slice(0, -2) })];
  const [value] = enumOf(field) ?? [];
  if (value !== undefined) return value;
  if (field.format === "url") return "https://www.example.com/";
  // A GUID is always that of the visitor, the one such object that a prepared site has.
  const samples = { guid: "visitor-1", integer: 1, number: 1, boolean: true, string: "Sales" };
  return samples[field.type as keyof typeof samples] ?? leastOf(field.type);
}

const commands: Readonly<Record<string, unknown>> = {
  achieveConversion: { conversionName: "Achieved", visitorId: "visitor-1", value: 1 },
  deleteChats: ["chat-1"],
  deleteOfflineMessages: ["message-1"],
};
