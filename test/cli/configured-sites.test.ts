import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { siteNamed } from "../../provider/cli/configured-sites";
import { Given } from "../../provider/cli/given";
import { outputTo } from "../../provider/cli/output";
import { type CommandProgress, type Paced, progressOf } from "../../provider/cli/progress";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "comm100-sites-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

function clientOf(more: object) {
  vi.stubEnv("SHOP_EMAIL", "agent@example.com");
  vi.stubEnv("SHOP_KEY", "an-obvious-fake");
  const shop = { baseUrl: "http://127.0.0.1:1", emailEnv: "SHOP_EMAIL", apiKeyEnv: "SHOP_KEY", ...more };
  const config = join(folder, "comm100.config.yaml");
  writeFileSync(config, JSON.stringify({ sites: { shop } }));
  return siteNamed("shop", new Given([], { config }), outputTo({ isQuiet: true, environment: {} })).client;
}

it("a site of the configuration file says how its service is talked to", () => {
  const pace = { maxRequestsPerMinute: 60, maxConcurrency: 2, timeoutSeconds: 5, maxRetries: 1 };
  expect(clientOf({ ...pace, dialect: "draft" })).toMatchObject({ ...pace, dialect: "draft" });
  expect(clientOf({}).maxRequestsPerMinute).toBeUndefined();
});

it("the environment says it for every site, and comes first; credentials of it are nobody's", () => {
  vi.stubEnv("COMM100_MAX_REQUESTS_PER_MINUTE", "30");
  vi.stubEnv("COMM100_API_KEY", "another-obvious-fake");
  const client = clientOf({ maxRequestsPerMinute: 60 });
  expect(client.maxRequestsPerMinute).toBe(30);
  expect(client.credentials).toEqual({ email: "agent@example.com", apiKey: "an-obvious-fake" });
});

it("a wrong value is told with file, site and setting", () => {
  expect(() => clientOf({ maxRequestsPerMinute: 0 })).toThrow(
    /comm100\.config\.yaml: sites\.shop\.maxRequestsPerMinute must be /,
  );
  expect(() => clientOf({ maxRequestPerMinute: 60 })).toThrow(/Did you mean "maxRequestsPerMinute"\?/);
});

it("a long reading is told how long it takes, and again once it is twice as much", () => {
  const notes: string[] = [];
  const progress = (site: Paced): CommandProgress =>
    progressOf("Reading shop", "call", site, { isQuiet: false, note: (line) => notes.push(line) });
  const limited = progress({ maxRequestsPerMinute: 60 });
  for (const steps of [12, 20, 20, 20, 600]) limited.expected(steps);
  expect(notes).toEqual([
    "Reading shop: 32 calls take 32 seconds at 60 a minute (maxRequestsPerMinute).",
    "Reading shop: 72 calls take 72 seconds at 60 a minute (maxRequestsPerMinute).",
    "Reading shop: 672 calls take 11 minutes at 60 a minute (maxRequestsPerMinute).",
  ]);
  progress({}).expected(100_000);
  expect(notes).toHaveLength(3);
});
