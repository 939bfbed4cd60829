import type { Context, Hono } from "hono";
import { deliver } from "../events/deliver";
import { happeningSchema } from "../events/happening";
import { loadFixtures } from "../fixtures";
import type { Store } from "../store/store";
import { ApiFailure, type Environment, json, jsonBody } from "../wire/answers";
import type { Credentials } from "../wire/credentials";
import { checked } from "./checked";
import { type Faults, faultRuleSchema } from "./faults";
import { type Limits, limitsSchema } from "./limits";
import type { RequestLog } from "./request-log";

/** What the control endpoints work on. */
export interface Controlled {
  store: Store;
  faults: Faults;
  limits: Limits;
  credentials: Credentials;
  log: RequestLog;
  /** Ends what waits, such as a delayed answer. */
  stopping: AbortSignal;
}

/** What it returns is answered as JSON; nothing as 204. */
type Act = (controlled: Controlled, context: Context<Environment>) => unknown;

const endpoints: readonly (readonly [method: string, path: string, act: Act])[] = [
  ["POST", "/faults", addFault],
  ["DELETE", "/faults", ({ faults }) => faults.clear()],
  ["PUT", "/limits", setLimits],
  ["DELETE", "/limits", ({ limits }) => limits.set({})],
  ["GET", "/requests", ({ log }) => log.requests],
  ["DELETE", "/requests", ({ log }) => log.clear()],
  ["POST", "/tokens/revoke", ({ credentials }) => credentials.revokeTokens()],
  ["POST", "/reset", reset],
  ["POST", "/fixtures", async ({ store }, context) => loadFixtures(await jsonBody(context), store)],
  ["POST", "/events", postEvent],
];

/** Adds the endpoints for tests. */
export function addControl(app: Hono<Environment>, basePath: string, controlled: Controlled): void {
  for (const [method, path, act] of endpoints) {
    app.on(method, `${basePath}${path}`, async (context) => {
      const answer = await act(controlled, context);
      return answer === undefined ? context.body(null, 204) : json(context, answer);
    });
  }
  app.all(`${basePath}/*`, (context) => {
    throw new ApiFailure(404, `${context.req.method} ${context.req.path} is not a control endpoint.`);
  });
}

async function addFault({ faults }: Controlled, context: Context): Promise<void> {
  const body: unknown = await context.req.json().catch(() => undefined);
  faults.add(checked(faultRuleSchema, body));
}

async function setLimits({ limits }: Controlled, context: Context): Promise<void> {
  limits.set(checked(limitsSchema, await jsonBody(context)));
}

function reset({ faults, limits, credentials, log, store }: Controlled): Promise<void> {
  faults.clear();
  limits.set({});
  credentials.revokeTokens();
  log.clear();
  return store.clear();
}

async function postEvent({ store, stopping }: Controlled, context: Context): Promise<object> {
  const happening = checked(happeningSchema, await jsonBody(context));
  return { deliveries: await deliver(happening, store, stopping) };
}
