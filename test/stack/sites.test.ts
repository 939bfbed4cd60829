import { afterEach, describe, expect, it, vi } from "vitest";
import { UNKNOWN } from "../../provider/core/unknown";
import { openSites } from "../../provider/stack/sites";

const stack = { name: "production", folder: "." };
const before = { version: 3, deployment: {} };
const provider = "urn:pulumi:production::site::pulumi:providers:pulumi-nodejs::default-eu";
const site = { baseUrl: "https://api1.comm100.io", credentials: { accessToken: "obviously-fake" } };

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The site of a provider that the program gives these settings. */
async function opened(settings: Record<string, unknown>, given?: typeof site): Promise<string[]> {
  const preview = {
    steps: [],
    counts: {},
    diagnostics: [],
    config: {},
    inputs: { [provider]: { adds: settings } },
  };
  const sites = openSites({ stack, before, preview }, given);
  try {
    await sites.reading(provider);
    return sites.addresses();
  } finally {
    await sites.close();
  }
}

const access = { "comm100:accessToken": "obviously-fake" };

describe("the site that an import reads", () => {
  it("is that of the provider's settings, of its environment, or for the default provider the given one", async () => {
    const eu = {
      ...access,
      "comm100:baseUrl": "https://api3.comm100.io",
      "comm100:providerName": "default-eu",
    };
    expect(await opened(eu)).toEqual(["https://api3.comm100.io"]);
    expect(await opened(eu, site)).toEqual(["https://api3.comm100.io"]);
    expect(await opened({ "comm100:baseUrl": "https://api1.comm100.io" }, site)).toEqual([site.baseUrl]);
    vi.stubEnv("COMM100_DEFAULT_EU_BASE_URL", "https://api4.comm100.io");
    expect(await opened(eu)).toEqual(["https://api4.comm100.io"]);
  });

  it("has to be known, complete, and the one that the stack manages", async () => {
    await expect(opened({ ...access, "comm100:baseUrl": UNKNOWN })).rejects.toThrow(
      'The settings of Provider "default-eu" aren\'t known before an update',
    );
    await expect(opened(access)).rejects.toThrow("Configuration comm100:baseUrl is missing");
    await expect(opened(access, site)).rejects.toThrow(
      "pulumi config set comm100:baseUrl https://api1.comm100.io --stack production",
    );
    await expect(opened({ "comm100:baseUrl": "https://api2.comm100.io" }, site)).rejects.toThrow(
      'Stack "production" manages the site at https://api2.comm100.io, but --site is at https://api1.comm100.io.',
    );
  });
});
