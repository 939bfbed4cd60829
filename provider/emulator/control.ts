import { Hono } from "hono";
import type { Credentials } from "./credentials";
import { ApiFailure } from "./failure";
import { type Faults, faultRuleSchema } from "./faults";
import type { Store } from "./store";

/** A request as the log has it: no header and no body, as they hold credentials. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** null when the connection was cut instead of an answer. */
  status: number | null;
  /** When it came in, as ISO 8601. */
  at: string;
}

/** What the control endpoints work on. */
export interface Controlled {
  store: Store;
  faults: Faults;
  credentials: Credentials;
  log: LoggedRequest[];
}

/** The endpoints for tests, below /_emulator. */
export function control({ store, faults, credentials, log }: Controlled): Hono {
  const app = new Hono();
  app.post("/faults", async (context) => {
    const rule = faultRuleSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!rule.success) throw new ApiFailure(400, rule.error.issues.map(problem).join("; "));
    faults.add(rule.data);
    return context.body(null, 204);
  });
  app.delete("/faults", (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  app.get("/requests", (context) => context.json(log));
  app.delete("/requests", (context) => {
    log.length = 0;
    return context.body(null, 204);
  });
  app.post("/tokens/revoke", (context) => {
    credentials.revokeTokens();
    return context.body(null, 204);
  });
  app.post("/reset", async (context) => {
    faults.clear();
    credentials.revokeTokens();
    log.length = 0;
    await store.clear();
    return context.body(null, 204);
  });
  return app;
}

const problem = (issue: { path: PropertyKey[]; message: string }) =>
  `${issue.path.join(".") || "body"}: ${issue.message}`;
