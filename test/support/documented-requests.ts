import { send, type TestEmulator } from "./emulator";
import { facts } from "./facts";

export interface DocumentedEndpoint {
  operationId: string;
  resource: string;
  method: string;
  path: string;
  seedPath?: string;
  seedMethod?: string;
  alt?: { method?: string; path: string }[];
  isList: boolean;
  paging: boolean;
  locationHeader?: true;
  permissions: string[];
  statusCodes: { success: number };
}

/** Every endpoint under every path and method that the documents name. */
export const spellings = (facts.endpoints as unknown as DocumentedEndpoint[])
  .filter(({ resource }) => resource !== "auth")
  .flatMap((endpoint) => {
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

const condition = { field: "City", operator: "contains", value: "Oslo" };

/** The least that the documents ask for, written out here so that the rules aren't taken from the rules. */
const bodies: Readonly<Record<string, unknown>> = {
  campaign: { name: "Sales" },
  autoInvitation: { name: "Hello" },
  customVariable: { name: "Cart", type: "decimal" },
  webhook: { event: "chatEnds", targetUrl: "http://www.aa.com" },
  translationExcludedWords: { excludedWords: ["Comm100"] },
  translationExcludedWord: { word: "Comm100" },
  customerSegment: { name: "VIP", conditions: [condition] },
  campaignFormField: { field: { name: "Colour", type: "textBox" } },
  ban: { type: "ip", ip: "192.0.2.1" },
  conversionAction: { name: "Order", type: "url" },
  secureForm: { name: "Payment" },
  secureFormField: { name: "iban", displayName: "IBAN", type: "text" },
  liveChatAgent: { status: "Away" },
  liveChatVisitor: [{ name: "Plan", value: "gold" }],
};

/** Where an object is made whose id an endpoint's path asks for. */
const collections: Readonly<Record<string, (parents: Parents) => string>> = {
  campaign: () => "/campaigns",
  autoInvitation: ({ campaignId }) => `/campaigns/${campaignId}/invitation/autoInvitations`,
  customRule: ({ campaignId }) => `/campaigns/${campaignId}/routing/customRules`,
  campaignFormField: ({ campaignId }) => `/campaigns/${campaignId}/preChat/campaignFormFields`,
  customVariable: () => "/customVariables",
  webhook: () => "/webhooks",
  translationExcludedWord: () => "/translationExcludedWords",
  customerSegment: () => "/customerSegments",
  ban: () => "/bans",
  conversionAction: () => "/conversionActions",
  secureForm: () => "/secureForms",
  secureFormField: ({ secureFormId }) => `/secureForms/${secureFormId}/secureFormFields`,
};

interface Parents {
  campaignId: string;
  secureFormId: string;
}

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
  const make = async (path: string, body: unknown) =>
    (await emulator.call<{ id: string }>("POST", path, body)).id;
  const parents = {
    campaignId: await make("/campaigns", { name: "Parent" }),
    secureFormId: await make("/secureForms", { name: "Parent" }),
  };
  await make("/conversionActions", { name: "Achieved", type: "api" });
  const collection = collections[resource]?.(parents);
  const id = collection ? await make(collection, bodies[resource] ?? {}) : (fixtureIds[resource] ?? "");
  const path = endpoint.path
    .replace(/^\/livechat/i, "")
    .replace("{campaignId}", resource === "campaign" ? id : parents.campaignId)
    .replace("{secureFormId}", resource === "secureForm" ? id : parents.secureFormId)
    .replace("{sessionId}", "session-1")
    .replace("{id}", id);
  const isMisprint = operationId === "updateCustomerSegment" && !endpoint.path.includes("{id}");
  const hasBody = ["POST", "PUT"].includes(endpoint.method);
  const body = commands[operationId] ?? (hasBody ? (bodies[resource] ?? {}) : undefined);
  return { path, body: isMisprint ? { ...(body as object), id } : body };
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

const commands: Readonly<Record<string, unknown>> = {
  achieveConversion: { conversionName: "Achieved", visitorId: "visitor-1", value: 1 },
  deleteChats: ["chat-1"],
  deleteOfflineMessages: ["message-1"],
};
