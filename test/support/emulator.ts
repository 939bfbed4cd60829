import { type Emulator, type EmulatorOptions, startEmulator } from "../../provider/emulator";

/** A running emulator with shortcuts for tests. */
export interface TestEmulator extends Emulator {
  /** Settings of the provider and the client for it. */
  readonly config: {
    "comm100:baseUrl": string;
    "comm100:email": string;
    "comm100:apiKey": { secret: string };
  };
  readonly environment: Record<string, string>;
  /** A call with the credentials, as a person would make it behind Pulumi's back. Path below /api/v3/livechat. */
  call<Answer = unknown>(method: string, path: string, body?: unknown): Promise<Answer>;
  fault(rule: {
    method?: string;
    path: string;
    times?: number;
    after?: number;
    fault: unknown;
  }): Promise<void>;
  /** Sets how many requests are answered; none is left of earlier limits. See docs/emulator.md. */
  limit(limits: {
    rate?: { requests: number; seconds: number; retryAfter?: boolean };
    daily?: number;
  }): Promise<void>;
  /** Puts objects into the site that no request creates; see docs/emulator.md. */
  load(fixtures: object | "demo"): Promise<void>;
  /** The requests so far as `GET /campaigns`, below /api/v3/livechat, with ids as `{id}`. */
  requests(): Promise<string[]>;
  forgetRequests(): Promise<void>;
}

export const credentials = { email: "agent@example.com", apiKey: "emulator-api-key" };

export const startTestEmulator = async (options: EmulatorOptions = {}): Promise<TestEmulator> =>
  withShortcuts(await startEmulator(options));

/** @param emulator with the credentials that it has by default */
export function withShortcuts(emulator: Emulator): TestEmulator {
  const authorization = `Basic ${Buffer.from(`${credentials.email}:${credentials.apiKey}`).toString("base64")}`;

  async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { authorization, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  return {
    ...emulator,
    config: {
      "comm100:baseUrl": emulator.url,
      "comm100:email": credentials.email,
      "comm100:apiKey": { secret: credentials.apiKey },
    },
    environment: {
      COMM100_BASE_URL: emulator.url,
      COMM100_EMAIL: credentials.email,
      COMM100_API_KEY: credentials.apiKey,
    },
    call: async <Answer>(method: string, path: string, body?: unknown) =>
      (await send(method, `/api/v3/livechat${path}`, body)) as Answer,
    async fault(rule) {
      await send("POST", "/_emulator/faults", { ...rule, path: `/livechat${rule.path}` });
    },
    async limit(limits) {
      await send("PUT", "/_emulator/limits", limits);
    },
    async load(fixtures) {
      await send("POST", "/_emulator/fixtures", fixtures);
    },
    async requests() {
      const log = (await send("GET", "/_emulator/requests")) as { method: string; path: string }[];
      return log.map(
        ({ method, path }) =>
          `${method} ${path.replace("/api/v3/livechat", "").replace(/[0-9a-f-]{36}/g, "{id}")}`,
      );
    },
    async forgetRequests() {
      await send("DELETE", "/_emulator/requests");
    },
  };
}

/** A request with the credentials, and whatever comes back. Path below /api/v3/livechat, unless told. */
export async function send(
  emulator: { url: string },
  method: string,
  path: string,
  body?: unknown,
  below = "/api/v3/livechat",
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const pair = `${credentials.email}:${credentials.apiKey}`;
  const answer = await fetch(`${emulator.url}${below}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(pair).toString("base64")}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
}
