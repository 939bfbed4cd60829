import { describe, expect, it } from "vitest";
import { resolveSettings, unknownSettings } from "../../provider/api/settings";
import { environmentVariable } from "../../provider/core/settings";

const complete = { baseUrl: "https://api1.comm100.io", email: "agent@example.com", apiKey: "fake-key" };

function resolve(
  configured: Record<string, string>,
  environment: Record<string, string> = {},
  providerName?: string,
) {
  return resolveSettings({ configured: (setting) => configured[setting], environment, providerName });
}

describe("resolveSettings", () => {
  it("takes the stack's configuration", () => {
    expect(resolve({ ...complete, timeoutSeconds: "5", maxConcurrency: "2", maxRetries: "0" })).toEqual({
      baseUrl: complete.baseUrl,
      credentials: { email: complete.email, apiKey: complete.apiKey },
      timeoutSeconds: 5,
      maxConcurrency: 2,
      maxRetries: 0,
      allowInsecure: false,
    });
  });

  it("prefers the environment, as refresh and destroy see the configuration of the last up", () => {
    expect(resolve(complete, { COMM100_API_KEY: "rotated-fake-key" }).credentials).toEqual({
      email: complete.email,
      apiKey: "rotated-fake-key",
    });
  });

  it("treats an empty variable as not set", () => {
    expect(resolve(complete, { COMM100_BASE_URL: "" }).baseUrl).toBe(complete.baseUrl);
  });

  it("reads the variables with its name for an explicit provider, and no others", () => {
    const environment = { COMM100_API_KEY: "of-another-site", COMM100_EU_WEST_API_KEY: "rotated-fake-key" };
    expect(resolve(complete, environment, "eu-west").credentials).toMatchObject({
      apiKey: "rotated-fake-key",
    });
    expect(resolve(complete, environment, "us").credentials).toMatchObject({ apiKey: complete.apiKey });
  });

  it.each([
    ["username and password", { username: "agent@example.com", password: "fake" }],
    ["accessToken", { accessToken: "fake-token" }],
  ])("signs in with %s", (_, credentials) => {
    expect(resolve({ baseUrl: complete.baseUrl, ...credentials }).credentials).toEqual(credentials);
  });

  it.each([
    ["baseUrl", { email: "a", apiKey: "b" }, "pulumi config set comm100:baseUrl"],
    ["apiKey", { baseUrl: complete.baseUrl, email: "a" }, "pulumi config set --secret comm100:apiKey"],
    ["email", { baseUrl: complete.baseUrl, apiKey: "b" }, "COMM100_EMAIL"],
    ["password", { baseUrl: complete.baseUrl, username: "a" }, "COMM100_PASSWORD"],
  ])("says how to set %s when it is missing", (setting, configured, way) => {
    const message = messageOf(() => resolve(configured as unknown as Record<string, string>));
    expect(message).toContain(`comm100:${setting} is missing`);
    expect(message).toContain(way);
  });

  it("names the argument when it is missing from an explicit provider", () => {
    const message = messageOf(() => resolve({ baseUrl: complete.baseUrl, email: "a" }, {}, "eu"));
    expect(message).toContain('the argument apiKey of new comm100.Provider("eu", …)');
    expect(message).toContain("COMM100_EU_API_KEY");
  });

  it("refuses two ways to sign in", () => {
    expect(messageOf(() => resolve({ ...complete, accessToken: "fake-token" }))).toContain(
      "only one way to sign in",
    );
  });

  it.each([
    ["baseUrl", "api1.comm100.io", "must be an origin"],
    ["baseUrl", "https://api1.comm100.io/api/v3", "without a path"],
    ["baseUrl", "http://api1.comm100.io", "must be https"],
    ["baseUrl", "https://user:pass@api1.comm100.io", "must not hold credentials"],
    ["timeoutSeconds", "soon", "must be a number"],
    ["timeoutSeconds", "0", "from 0.1 to 3600"],
    ["maxConcurrency", "1.5", "must be a whole number"],
    ["maxRetries", "-1", "from 0 to 100"],
    ["allowInsecure", "ture", 'Did you mean "true"?'],
  ])("refuses %s %s", (setting, value, reason) => {
    const message = messageOf(() => resolve({ ...complete, [setting]: value }));
    expect(message).toContain(`comm100:${setting}`);
    expect(message).toContain(reason);
  });

  it("allows http to this machine, and elsewhere only when told to", () => {
    expect(resolve({ ...complete, baseUrl: "http://127.0.0.1:8080" }).baseUrl).toBe("http://127.0.0.1:8080");
    expect(resolve({ ...complete, baseUrl: "http://chat.test", allowInsecure: "true" }).baseUrl).toBe(
      "http://chat.test",
    );
  });

  // What 127.1 and the like are is the URL standard's to say, and it is this machine.
  const here = [
    "localhost",
    "LOCALHOST",
    "127.0.0.1",
    "127.1",
    "127.8.9.10",
    "0x7f.1",
    "2130706433",
    "[::1]",
  ];
  const alsoHere = ["[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]"];
  const elsewhere = [
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil.example",
    "0.0.0.0",
    "128.0.0.1",
  ];
  const alsoElsewhere = [
    "10.0.0.1",
    "[::2]",
    "[::ffff:10.0.0.1]",
    "localhost.",
    "sub.localhost",
    "127.0.0.1%2eevil",
  ];

  it.each([...here, ...alsoHere])("sends credentials to %s without TLS", (host) => {
    expect(
      resolve({ ...complete, baseUrl: `http://${host}:8080`, tokenUrl: `http://${host}/token` }),
    ).toBeTruthy();
  });

  it.each([...elsewhere, ...alsoElsewhere])(
    "sends no credentials to %s without TLS, unless told to",
    (host) => {
      for (const setting of ["baseUrl", "tokenUrl"]) {
        const insecure = { ...complete, [setting]: `http://${host}` };
        expect(messageOf(() => resolve(insecure))).toMatch(`comm100:${setting} must be `);
        if (!URL.canParse(`http://${host}`)) continue;
        expect(resolve({ ...insecure, allowInsecure: "true" })).toBeTruthy();
        expect(resolve({ ...complete, [setting]: `https://${host}` })).toBeTruthy();
      }
    },
  );

  it.each([
    ["apiKey", "obviously-fake-key\n", "has a line break"],
    ["apiKey", " obviously-fake-key", "a space at its start"],
    ["email", "a:b@example.com", "has a colon"],
    ["email", "agent@example.com\r\nX-Injected: 1", "has a line break"],
  ])("refuses the %s %j, and doesn't repeat it", (setting, value, reason) => {
    const message = messageOf(() => resolve({ ...complete, [setting]: value }));
    expect(message).toContain(`comm100:${setting} ${reason === "has a colon" ? reason : "has"}`);
    expect(message).toContain(reason);
    expect(message).not.toMatch(/obviously|Injected/);
  });

  it("refuses a token that no header can hold, and doesn't repeat it", () => {
    const token = { baseUrl: complete.baseUrl, accessToken: "obviously-fäke" };
    expect(messageOf(() => resolve(token))).toMatch(
      /^Configuration comm100:accessToken has characters that no token has/,
    );
  });

  it("never repeats a credential", () => {
    const message = messageOf(() => resolve({ ...complete, apiKey: "fake-key", password: "fake-password" }));
    expect(message).not.toMatch(/fake-key|fake-password/);
  });
});

it("a variable that is nearly the missing one is pointed out", () => {
  const message = messageOf(() =>
    resolve({ baseUrl: complete.baseUrl, email: "a" }, { COMM100_APIKEY: "obviously-fake" }),
  );
  expect(message).toContain("COMM100_APIKEY is set: is it meant to be COMM100_API_KEY?");
  expect(message).not.toContain("obviously-fake");
});

it("unknownSettings finds the nearest setting for one that doesn't exist", () => {
  expect(unknownSettings(["apikey", "baseUrl"])).toEqual([
    { path: "apikey", message: 'is not a setting. Did you mean "apiKey"?' },
  ]);
});

it("environmentVariable spells the setting in capitals", () => {
  expect(environmentVariable("baseUrl")).toBe("COMM100_BASE_URL");
  expect(environmentVariable("apiKey", "eu-west 1")).toBe("COMM100_EU_WEST_1_API_KEY");
});

function messageOf(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}
