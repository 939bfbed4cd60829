import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createAuthority, opensslMissing } from "../support/certificates";
import { commandFolder } from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { startProxy, startTlsFront } from "../support/proxy";

const host = "api1.comm100.test";
const folder = commandFolder();
let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator({ names: [host] });
});
afterAll(async () => {
  folder.dispose();
  await emulator.close();
});

interface Finding {
  about: string;
  status: string;
  text: string;
  advice?: string;
}

async function diagnose(environment: Record<string, string>) {
  const all = { ...emulator.environment, COMM100_MAX_RETRIES: "0", ...environment };
  const { code, output, notes } = await folder.run(["doctor", "--json", "--only", "webhooks"], all);
  expect(output + notes).not.toContain("fake-password");
  const { findings } = JSON.parse(output) as { findings: Finding[] };
  const about = (name: string) => findings.filter((one) => one.about === name);
  return { code, about };
}

describe("the way to the service, by comm100 doctor", () => {
  it("is direct, whatever proxies there are, to this machine", async () => {
    const { code, about } = await diagnose({ HTTP_PROXY: "http://127.0.0.1:9" });
    expect([code, about("way")]).toEqual([
      0,
      [{ about: "way", status: "ok", text: `${emulator.url}, directly.` }],
    ]);
  });

  it("is where COMM100_REROUTE sends it, and where tokens come from", async () => {
    const { code, about } = await diagnose({
      COMM100_REROUTE: `https://${host}=${emulator.url} https://portal.test=${emulator.url.replace("127.0.0.1", "localhost")}`,
      COMM100_BASE_URL: `https://${host}`,
      COMM100_TOKEN_URL: "https://portal.test/oauth/token",
      COMM100_EMAIL: "",
      COMM100_API_KEY: "",
      COMM100_USERNAME: "agent@example.com",
      COMM100_PASSWORD: "emulator-password",
    });
    expect(code).toBe(0);
    expect(about("way").map(({ text }) => text)).toEqual([
      `${emulator.url} (COMM100_REROUTE), directly.`,
      `${emulator.url.replace("127.0.0.1", "localhost")}, directly.`,
    ]);
  });

  it("is by the proxy, without its credentials, with who is trusted", needs(opensslMissing), async () => {
    const authority = createAuthority();
    const front = await startTlsFront(authority.issue(host), emulator.url);
    const proxy = await startProxy({ tls: front.url });
    onTestFinished(async () => {
      await Promise.all([proxy.close(), front.close()]);
      authority.dispose();
    });
    const environment = {
      COMM100_BASE_URL: `https://${host}`,
      HTTPS_PROXY: `http://someone:fake-password@${proxy.host}`,
      NODE_EXTRA_CA_CERTS: authority.file,
    };
    const way = `https://${host}, through the proxy http://${proxy.host} (HTTPS_PROXY)`;
    const right = await diagnose(environment);
    expect([right.code, right.about("way")]).toEqual([
      0,
      [
        {
          about: "way",
          status: "ok",
          text: `${way}; trusted is also who is in ${authority.file} (NODE_EXTRA_CA_CERTS).`,
        },
      ],
    ]);
    const unknown = await diagnose({ ...environment, NODE_EXTRA_CA_CERTS: "missing.pem" });
    expect([unknown.code, ...unknown.about("way").map(({ status, text }) => `${status} ${text}`)]).toEqual([
      1,
      `warning ${way}; NODE_EXTRA_CA_CERTS names missing.pem, in which no certificate can be read.`,
    ]);
    expect(unknown.about("address")).toMatchObject([
      { status: "error", text: expect.stringContaining(`the certificate of https://${host} isn't trusted`) },
    ]);
  });

  it("is an error where the proxy isn't there, lets nothing through, or is none", async () => {
    const proxy = await startProxy({ refusal: 407 });
    onTestFinished(() => proxy.close());
    const https = { COMM100_BASE_URL: `https://${host}` };
    for (const [address, text] of [
      ["http://someone:fake-password@127.0.0.1:9", "can't reach the proxy http://127.0.0.1:9"],
      [`http://someone:fake-password@${proxy.host}`, "asks for other credentials (407)"],
      ["socks5://someone:fake-password@127.0.0.1:9", "HTTPS_PROXY is not the address of a proxy"],
    ] as const) {
      const { code, about } = await diagnose({ ...https, HTTPS_PROXY: address });
      expect([code, about("address")]).toEqual([1, []]);
      expect(about("way").at(-1)).toMatchObject({ status: "error", text: expect.stringContaining(text) });
    }
  });
});
