import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { proxyFor } from "../../provider/api/proxy";
import { findEngine } from "../engine";
import { type Authority, createAuthority, opensslMissing } from "../support/certificates";
import { commandFolder } from "../support/command";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import {
  type ProxyBehaviour,
  startProxy,
  startTlsFront,
  startTlsTunnel,
  type TestProxy,
} from "../support/proxy";
import { openSite, succeeded } from "../support/site";

/** A name that nobody has: who goes by the proxy never looks it up. */
const host = "api1.comm100.test";
const portal = "portal1.comm100.test";

const password = "obviously-fake-p@ssword";
const userInfo = `someone:${encodeURIComponent(password)}`;

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startTestEmulator({ names: [host, portal] });
});
afterAll(() => emulator.close());

describe("the proxy for an address", () => {
  const proxies = { HTTPS_PROXY: "http://secure:3128", HTTP_PROXY: "http://plain:3128" };
  const ways: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
    ["https://api1.comm100.io", proxies, "http://secure:3128"],
    ["http://api1.comm100.io", proxies, "http://plain:3128"],
    ["https://api1.comm100.io", { HTTP_PROXY: "http://plain:3128" }, "http://plain:3128"],
    ["http://api1.comm100.io", { HTTPS_PROXY: "http://secure:3128" }, undefined],
    ["https://api1.comm100.io", { ...proxies, https_proxy: "lower:8080" }, "http://lower:8080"],
    ["https://api1.comm100.io", { ...proxies, https_proxy: "", http_proxy: "" }, undefined],
    ["https://api1.comm100.io", { HTTPS_PROXY: "https://secure" }, "https://secure"],
    ["https://api1.comm100.io", {}, undefined],
    ...["https://localhost", "http://127.0.0.1:8080", "http://127.8.0.1", "http://[::1]:8080"].map(
      (address) => [address, proxies, undefined] as const,
    ),
    ...[
      "api1.comm100.io",
      "comm100.io",
      ".comm100.io",
      "*.comm100.io",
      "API1.Comm100.io:443",
      "*",
      "other.example, comm100.io",
    ].map((list) => ["https://api1.comm100.io", { ...proxies, NO_PROXY: list }, undefined] as const),
    ...["api2.comm100.io", "1.comm100.io", "comm100.io:8443", "comm100", "", ","].map(
      (list) => ["https://api1.comm100.io", { ...proxies, NO_PROXY: list }, "http://secure:3128"] as const,
    ),
    ["https://api1.comm100.io", { ...proxies, no_proxy: "", NO_PROXY: "*" }, "http://secure:3128"],
  ];

  it.each(ways)("for %s with %j is %s", (address, environment, proxy) => {
    expect(proxyFor(new URL(address), environment)?.address).toBe(proxy);
  });

  it("has its credentials apart", () => {
    const value = `http://${userInfo}@proxy.example.com:3128`;
    const { address, authorization } = proxyFor(new URL("https://a.example"), { HTTPS_PROXY: value }) ?? {};
    expect(address).toBe("http://proxy.example.com:3128");
    expect(authorization).toBe(`Basic ${Buffer.from(`someone:${password}`).toString("base64")}`);
  });

  it.each(["http://", "socks5://a:1080", `ftp://${userInfo}@a`, `http://${userInfo}@a:99999`, "http://%@a"])(
    "is refused where the variable says %j, without its value",
    (value) => {
      const find = () => proxyFor(new URL("https://a.example"), { HTTPS_PROXY: value });
      expect(find).toThrow("The environment variable HTTPS_PROXY is not the address of a proxy, such as");
      expect(find).not.toThrow(userInfo);
      expect(proxyFor(new URL("http://a.example"), { HTTPS_PROXY: value })).toBeUndefined();
    },
  );
});

const folder = commandFolder();
afterAll(() => folder.dispose());

async function proxyTo(behaviour: ProxyBehaviour): Promise<TestProxy> {
  const proxy = await startProxy(behaviour);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A client of the package in a process of its own: what it reads, and what went wrong. */
async function read(environment: Record<string, string>, options: object) {
  const script = `
    const { createClient } = require(${JSON.stringify(resolve(__dirname, "../../dist/api/index.js"))});
    const client = createClient(${JSON.stringify({ maxRetries: 0, ...options })});
    client.campaigns.list().then(
      (campaigns) => console.log(campaigns.length),
      (error) => console.log(require("node:util").inspect(error, { depth: 9, showHidden: true })),
    ).finally(() => client.close());`;
  const child = spawn(process.execPath, ["--eval", script], {
    env: { PATH: process.env.PATH, NODE_DEBUG: "undici,http,https,net,tls", ...environment },
  });
  let output = "";
  let log = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (log += data.toString()));
  await new Promise((done) => child.on("close", done));
  return { output: output.trim(), log };
}

const oauth = { username: credentials.email, password: "emulator-password" };

describe("over http, which needs allowInsecure", () => {
  const plain = { baseUrl: `http://${host}`, allowInsecure: true };

  it("requests and those for tokens go to the proxy, with its credentials", async () => {
    const proxy = await proxyTo({ http: emulator.url });
    const environment = { HTTP_PROXY: `http://${userInfo}@${proxy.host}` };
    const signIn = { credentials: oauth, tokenUrl: `http://${portal}/oauth/token` };
    const { output, log } = await read(environment, { ...plain, ...signIn });
    expect(output).toBe("0");
    expect(proxy.requests).toEqual([
      `POST http://${portal}/oauth/token`,
      expect.stringMatching(`^GET http://${host}/api/v3/livechat/campaigns`),
    ]);
    expect([...proxy.credentials]).toEqual([`someone:${password}`]);
    expectNoPassword(log);
  });

  it.each([[407, "asks for other credentials (407). Set HTTP_PROXY to http://user:password@"]])(
    "a proxy that answers %i is told of",
    async (refusal, message) => {
      const proxy = await proxyTo({ http: emulator.url, refusal });
      const { output } = await read(
        { HTTP_PROXY: `http://${userInfo}@${proxy.host}` },
        { ...plain, credentials },
      );
      expect(output).toContain(`the proxy http://${proxy.host} of HTTP_PROXY ${message}`);
      expectNoPassword(output);
    },
  );

  it("a proxy that isn't there is told of, and not the service", async () => {
    const { output } = await read(
      { HTTP_PROXY: `http://${userInfo}@127.0.0.1:9` },
      { ...plain, credentials },
    );
    expect(output).toContain("can't reach the proxy http://127.0.0.1:9 of HTTP_PROXY (ECONNREFUSED)");
    expectNoPassword(output);
  });

  it("nothing that is meant for this machine goes to the proxy, also by COMM100_REROUTE", async () => {
    const environment = { HTTP_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9" };
    expect((await read(environment, { baseUrl: emulator.url, credentials })).output).toBe("0");
    const rerouted = { ...environment, COMM100_REROUTE: `https://${host}=${emulator.url}` };
    expect((await read(rerouted, { baseUrl: `https://${host}`, credentials })).output).toBe("0");
  });

  it("NO_PROXY is kept: then the name itself is looked up", async () => {
    const proxy = await proxyTo({ http: emulator.url });
    const environment = { HTTP_PROXY: `http://${proxy.host}`, NO_PROXY: "comm100.test" };
    // By no network: a look-up that always fails stands for all of them.
    const noNames = `data:text/javascript,import dns from "node:dns";dns.lookup=(name,options,done)=>done(Object.assign(new Error(name),{code:"ENOTFOUND"}));`;
    const { output } = await read(
      { ...environment, NODE_OPTIONS: `--import ${noNames.replaceAll(" ", "%20").replaceAll('"', "%22")}` },
      { ...plain, credentials },
    );
    expect(output).toContain(`http://${host} is not an address to send requests to (ENOTFOUND)`);
    expect(proxy.requests).toEqual([]);
  });
});

describe("over https", needs(opensslMissing), () => {
  let authority: Authority;
  let trusted: { url: string; close(): Promise<void> };
  const site = { baseUrl: `https://${host}`, credentials };

  beforeAll(async () => {
    authority = createAuthority();
    trusted = await startTlsFront(authority.issue(host), emulator.url);
  });
  afterAll(async () => {
    await trusted.close();
    authority.dispose();
  });

  it("a client goes through a tunnel, to a service whose authority NODE_EXTRA_CA_CERTS names", async () => {
    const proxy = await proxyTo({ tls: trusted.url });
    const environment = {
      HTTPS_PROXY: `http://${userInfo}@${proxy.host}`,
      NODE_EXTRA_CA_CERTS: authority.file,
    };
    const { output, log } = await read(environment, site);
    expect(output).toBe("0");
    expect(proxy.requests).toEqual([`CONNECT ${host}:443`]);
    expect([...proxy.credentials]).toEqual([`someone:${password}`]);
    expectNoPassword(log);
  });

  it("a command does, its request for a token too", async () => {
    const both = await startTlsFront(authority.issue(portal), emulator.url);
    onTestFinished(() => both.close());
    const proxy = await proxyTo({ tls: both.url });
    const { code, notes } = await folder.run(["export", "--only", "campaigns"], {
      HTTPS_PROXY: `http://${userInfo}@${proxy.host}`,
      NODE_EXTRA_CA_CERTS: authority.file,
      COMM100_BASE_URL: `https://${portal}`,
      COMM100_USERNAME: oauth.username,
      COMM100_PASSWORD: oauth.password,
    });
    expect([code, notes]).toEqual([0, expect.not.stringContaining(password)]);
    expect(proxy.requests[0]).toBe(`CONNECT ${portal}:443`);
  });

  it("the provider's process does", async () => {
    const proxy = await proxyTo({ tls: trusted.url });
    const { stack, project } = await openSite(findEngine(), {
      config: { ...emulator.config, "comm100:baseUrl": `https://${host}` },
    });
    project.write('new comm100.CustomVariable("cart", { name: "Cart", type: "text" });');
    const environment = { HTTPS_PROXY: `http://${proxy.host}`, NODE_EXTRA_CA_CERTS: authority.file };
    succeeded(await stack.up({ environment }));
    expect(await emulator.call("GET", "/customVariables")).toMatchObject([{ name: "Cart" }]);
    expect(new Set(proxy.requests)).toEqual(new Set([`CONNECT ${host}:443`]));
    succeeded(await stack.destroy({ environment }));
  });

  it.each([
    [407, "asks for other credentials (407). Set HTTPS_PROXY to http://user:password@"],
    [
      403,
      `doesn't let requests through to https://${host} (403). Ask its operator to allow that, or name ${host} in NO_PROXY`,
    ],
    [502, `can't reach https://${host} (502).`],
  ])("a proxy that answers %i is told of", async (refusal, message) => {
    const proxy = await proxyTo({ refusal });
    const { output, log } = await read({ HTTPS_PROXY: `http://${userInfo}@${proxy.host}` }, site);
    expect(output).toContain(
      `NoAnswerError: GET /api/v3/livechat/campaigns: the proxy http://${proxy.host} of HTTPS_PROXY ${message}`,
    );
    expectNoPassword(output + log);
  });

  it("a proxy that isn't there is told of, and not the service", async () => {
    const { output } = await read({ HTTPS_PROXY: `http://${userInfo}@127.0.0.1:9` }, site);
    expect(output).toContain("can't reach the proxy http://127.0.0.1:9 of HTTPS_PROXY (ECONNREFUSED)");
    expectNoPassword(output);
  });

  it("a proxy that hangs up is told of, after one try", async () => {
    const proxy = await proxyTo({ hangsUp: true });
    const { output } = await read({ HTTPS_PROXY: `http://${proxy.host}` }, site);
    expect(output).toContain(`can't reach the proxy http://${proxy.host} of HTTPS_PROXY`);
    expect(proxy.requests).toHaveLength(1);
  });

  it("the service's certificate is checked behind the proxy, too", async () => {
    const proxy = await proxyTo({ tls: trusted.url });
    const environment = { HTTPS_PROXY: `http://${proxy.host}`, NODE_EXTRA_CA_CERTS: authority.file };
    const other = await read(environment, { ...site, baseUrl: "https://api2.comm100.test" });
    expect(other.output).toContain("the certificate of https://api2.comm100.test is another host's");
    const unknown = await read({ HTTPS_PROXY: `http://${proxy.host}` }, site);
    expect(unknown.output).toContain(`the certificate of https://${host} isn't trusted`);
    expect(proxy.requests).toHaveLength(2);
  });

  it("a proxy may itself be reached by https, and its own certificate is checked", async () => {
    const proxy = await proxyTo({ tls: trusted.url });
    const secure = await startTlsTunnel(authority.issue("localhost"), proxy.host);
    onTestFinished(() => secure.close());
    const environment = { HTTPS_PROXY: `https://localhost:${secure.port}` };
    const right = await read({ ...environment, NODE_EXTRA_CA_CERTS: authority.file }, site);
    expect(right.output).toBe("0");
    const other = await startTlsTunnel(authority.issue("elsewhere.test"), proxy.host);
    onTestFinished(() => other.close());
    const wrong = await read(
      { HTTPS_PROXY: `https://localhost:${other.port}`, NODE_EXTRA_CA_CERTS: authority.file },
      site,
    );
    expect(wrong.output).toContain(
      `the certificate of the proxy https://localhost:${other.port} of HTTPS_PROXY is another host's`,
    );
    const unknown = await read(environment, site);
    expect(unknown.output).toContain(
      `the certificate of the proxy https://localhost:${secure.port} of HTTPS_PROXY isn't trusted`,
    );
  });

  it("what is wrong with a certificate is said, and what to set", async () => {
    const own = authority.issue("localhost");
    const fronts = await Promise.all(
      [own, authority.issue(host), authority.issue("localhost", 0)].map((one) =>
        startTlsFront(one, emulator.url),
      ),
    );
    onTestFinished(async () => void (await Promise.all(fronts.map((front) => front.close()))));
    const [right, otherHost, expired] = fronts.map(({ url }) => url.replace("127.0.0.1", "localhost"));
    const known = { NODE_EXTRA_CA_CERTS: authority.file };
    // Its last second is over.
    await new Promise((done) => setTimeout(done, 1500));
    const messageOf = async (environment: Record<string, string>, baseUrl = "") =>
      (await read(environment, { credentials, baseUrl })).output;
    expect(await messageOf(known, right)).toBe("0");
    expect(await messageOf({}, right)).toContain(
      `the certificate of ${right} isn't trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE): Node.js doesn't know the authority that has signed it, such as a company's own. Set the environment variable NODE_EXTRA_CA_CERTS to the file`,
    );
    expect(await messageOf(known, expired)).toContain(
      `the certificate of ${expired} has expired (CERT_HAS_EXPIRED). Check this machine's clock`,
    );
    expect(await messageOf(known, otherHost)).toContain(
      `the certificate of ${otherHost} is another host's (ERR_TLS_CERT_ALTNAME_INVALID)`,
    );
    expect(await messageOf({}, emulator.url.replace("http:", "https:"))).toMatch(
      /no connection by TLS to https:\S+ \(\w+\)\. Check the address and its port/,
    );
  });
});

/** In clear, as it stands in the variable, and as it goes out. */
function expectNoPassword(text: string): void {
  const pair = Buffer.from(`someone:${password}`).toString("base64");
  for (const secret of [password, encodeURIComponent(password), pair]) expect(text).not.toContain(secret);
}
