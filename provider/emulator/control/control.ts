import type { Hono } from "hono";
import * as z from "zod";
import { deliver } from "../events/deliver";
import { loadFixtures } from "../fixtures";
import { RuleError } from "../rules/values";
import type { Store } from "../store/store";
import { ApiFailure, type Environment, json, jsonBody } from "../wire/answers";
import type { Credentials } from "../wire/credentials";
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

/** Adds the endpoints for tests. */
export function addControl(
  app: Hono<Environment>,
  path: string,
  { store, faults, limits, credentials, log, stopping }: Controlled,
): void {
  app.post(`${path}/faults`, async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const rule = faultRuleSchema.safeParse(body);
    if (!rule.success)
      throw new ApiFailure(400, rule.error.issues.flatMap((issue) => reasons(issue)).join("; "));
    faults.add(rule.data);
    return context.body(null, 204);
  });
  app.delete(`${path}/faults`, (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  app.put(`${path}/limits`, async (context) => {
    const values = limitsSchema.safeParse(await jsonBody(context));
    if (!values.success) {
      throw new ApiFailure(400, values.error.issues.flatMap((issue) => reasons(issue)).join("; "));
    }
    limits.set(values.data);
    return context.body(null, 204);
  });
  app.delete(`${path}/limits`, (context) => {
    limits.set({});
    return context.body(null, 204);
  });
  app.get(`${path}/requests`, (context) => json(context, log.requests));
  app.delete(`${path}/requests`, (context) => {
    log.clear();
    return context.body(null, 204);
  });
  app.post(`${path}/tokens/revoke`, (context) => {
    credentials.revokeTokens();
    return context.body(null, 204);
  });
  app.post(`${path}/reset`, async (context) => {
    faults.clear();
    limits.set({});
    credentials.revokeTokens();
    log.clear();
    await store.clear();
    return context.body(null, 204);
  });
  app.post(`${path}/fixtures`, async (context) => {
    const body = await jsonBody(context);
    await refusing(() => loadFixtures(body, store));
    return context.body(null, 204);
  });
  app.post(`${path}/events`, async (context) => {
    const happening = happeningSchema.safeParse(await jsonBody(context));
    if (!happening.success) {
      throw new ApiFailure(400, happening.error.issues.flatMap((issue) => reasons(issue)).join("; "));
    }
    const deliveries = await refusing(() => deliver(happening.data, store, stopping));
    return json(context, { deliveries });
  });
  app.all(`${path}/*`, (context) => {
    throw new ApiFailure(404, `${context.req.method} ${context.req.path} is not a control endpoint.`);
  });
}

const happeningSchema = z.strictObject({
  event: z.string(),
  chatId: z.string().optional(),
  visitorId: z.string().optional(),
  offlineMessageId: z.string().optional(),
  agentId: z.int().optional(),
  status: z.enum(["online", "away", "login", "logout"]).optional(),
});

/** What breaks a rule is the caller's mistake. */
async function refusing<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    throw error instanceof RuleError ? new ApiFailure(400, error.message) : error;
  }
}

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  errors?: Issue[][];
}

/** What is wrong with a body, by place. Of the kinds of fault the one that fits best explains itself. */
function reasons({ code, path, message, errors = [] }: Issue, parents: PropertyKey[] = []): string[] {
  const place = [...parents, ...path];
  const [closest] = errors.toSorted((one, other) => one.length - other.length);
  if (code === "invalid_union" && closest) {
    return [
      `${place.join(".")}: must be {status, headers?, body?, when?}, {delayMs} or {reset}`,
      ...closest.flatMap((issue) => reasons(issue, place)),
    ];
  }
  return [`${place.join(".") || "body"}: ${message}`];
}
