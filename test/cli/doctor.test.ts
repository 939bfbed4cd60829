import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { definitions } from "../../provider/definitions";
import { systems } from "../../provider/definitions/systems";
import { startEmulator } from "../../provider/emulator";
import { pulumiMissing } from "../engine";
import { commandFolder, configurationOf, siteVariables } from "../support/command";
import { credentials, send, startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";

const folder = commandFolder();
let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator();
  await emulator.load("demo");
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
interface Diagnosis {
  ok: boolean;
  site: string | null;
  findings: Finding[];
  objects: { kind: string; read: string; write: string }[];
}

async function diagnose(environment: Record<string, string>, ...args: string[]) {
  const ran = await folder.run(["doctor", "--json", ...args], environment);
  const diagnosis = JSON.parse(ran.output) as Diagnosis;
  const about = (name: string) => diagnosis.findings.filter((one) => one.about === name);
  const object = (kind: string) => diagnosis.objects.find((one) => one.kind === kind);
  return { ...ran, ...diagnosis, about, object };
}

/** Everything that can be read without knowing an id. */
const ofTheSite = definitions.filter(({ parents }) => Object.keys(parents).length === 0);

/** The lists of what can't be declared, read for the names in references. */
const named = systems.flatMap(({ lookup, operations: { list }, permissions: { read = [] } = {} }) =>
  lookup && list ? [{ path: list.path, read }] : [],
);

const variablesFor = (url: string) => ({ ...emulator.environment, COMM100_BASE_URL: url });

async function emulatorWith(permissions: string[]) {
  const limited = await startEmulator({ permissions });
  onTestFinished(() => limited.close());
  return limited;
}

/** A server that answers everything with this. */
async function answering(status: number, headers: Record<string, string>, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("comm100 doctor", () => {
  it("finds nothing wrong with a site that can be worked with, in one read of each collection", async () => {
    await emulator.forgetRequests();
    const { code, ok, site, about, object, objects, notes } = await diagnose(emulator.environment);
    expect([code, ok, site]).toEqual([0, true, new URL(emulator.url).host]);
    for (const name of ["address", "credentials", "clock", "read", "write"]) {
      expect(about(name).map(({ status }) => status)).toEqual(["ok"]);
    }
    expect(about("credentials")[0]?.text).toContain(credentials.email);
    expect(object("Webhook")).toMatchObject({ read: "yes", write: "presumed" });
    expect(object("ChatButton")).toMatchObject({ read: "presumed", write: "presumed" });
    expect(objects.map(({ kind }) => kind).sort()).toEqual(definitions.map(({ name }) => name).sort());
    const requests = await emulator.requests();
    const read = [...ofTheSite, ...named].map(({ path }) => `GET ${path.replace("/livechat", "")}`);
    expect(requests.map((request) => request.replace("/api/v3", "")).sort()).toEqual(read.sort());
    expect(notes).toBe(`${read.length} calls.\n`);
  });

  it("says which objects the agent can't read, may presumably write, and of which nothing is known", async () => {
    const { url } = await emulatorWith(["Manage Settings"]);
    const { code, about, object } = await diagnose(variablesFor(url));
    expect(code).toBe(1);
    const refused = about("read").filter(({ status }) => status === "error");
    const lacking = ofTheSite.filter(
      ({ permissions: { read = [] } }) => read.length > 0 && !read.includes("Manage Settings"),
    );
    const kindsIn = ({ text }: Finding) => text.split(":")[0]?.split(", ") ?? [];
    expect(refused.flatMap(kindsIn).sort()).toEqual(lacking.map(({ name }) => name).sort());
    const webhooks = refused.find((finding) => kindsIn(finding).includes("Webhook"));
    expect(webhooks?.advice).toContain("Give the agent the permission Manage Integration");
    expect(object("Webhook")).toMatchObject({ read: "no", write: "no" });
    expect(object("SecureFormField")).toMatchObject({ read: "no", write: "no" });
    expect(object("CustomerSegment")).toMatchObject({ read: "yes", write: "presumed" });
    expect(object("ChatButton")).toMatchObject({ read: "presumed", write: "unknown" });
    // What it says is true: what reading has shown holds for writing, too.
    const of = { url };
    expect((await send(of, "PUT", "/translationExcludedWords", { excludedWords: [] })).status).toBe(200);
    expect((await send(of, "POST", "/campaigns", { name: "A" })).status).toBe(403);
    const wanted = await diagnose(variablesFor(url), "--only", "customerSegments,settings");
    // The first call, which needs no permission, is another one.
    expect([wanted.code, wanted.notes]).toEqual([0, `${3 + named.length} calls.\n`]);
    const unnamed = named.filter(({ read }) => !read.includes("Manage Settings"));
    expect(wanted.about("read").filter(({ status }) => status === "warning")).toHaveLength(unnamed.length);
  });

  it("knows an object that the site doesn't have from one that the agent may not see", async () => {
    await emulator.fault({ path: "/dynamicCampaign", times: 1, fault: { status: 404 } });
    await emulator.fault({ path: "/webhooks", times: 1, fault: { status: 500 } });
    const { code, about, object } = await diagnose(emulator.environment);
    expect(object("DynamicCampaign")).toMatchObject({ read: "missing", write: "no" });
    expect(object("Webhook")).toMatchObject({ read: "failed" });
    const [, ...others] = about("read");
    expect(others.map(({ status, text }) => [status, text.split(":")[0]])).toEqual([
      ["warning", "DynamicCampaign"],
      ["error", "Webhook"],
    ]);
    expect(code).toBe(1);
  });

  it("tells a wrong address, wrong credentials and a missing setting apart, and says what to do", async () => {
    const said = async (environment: Record<string, string>) => {
      const { code, findings, output } = await diagnose(environment);
      expect(output).not.toContain("obviously-fake");
      expect(code).toBe(1);
      return findings
        .filter(({ status }) => status === "error")
        .map(({ about, text }) => `${about}: ${text}`);
    };
    expect(await said({ ...emulator.environment, COMM100_API_KEY: "obviously-fake" })).toEqual([
      "credentials: agent@example.com is refused (401: The user name or the API key is wrong.).",
    ]);
    const { COMM100_BASE_URL: _url, ...incomplete } = emulator.environment as Record<string, string>;
    expect(await said(incomplete)).toEqual([expect.stringContaining("settings: ")]);
    expect(await said(variablesFor(`http://127.0.0.1:1`))).toEqual([
      expect.stringMatching(/^address: .*can't reach http:\/\/127\.0\.0\.1:1/),
    ]);
    const page = await answering(200, { "content-type": "text/html" }, "<html></html>");
    expect(await said(variablesFor(page))).toEqual([
      expect.stringMatching(/^address: .*Is comm100:baseUrl the API's origin\?/),
    ]);
    const { code, output } = await folder.run(["doctor"], { ...incomplete, COMM100_BASEURL: emulator.url });
    expect(output).toContain("COMM100_BASEURL is set: is it meant to be COMM100_BASE_URL?");
    expect(code).toBe(1);
  });

  it("compares the clocks", async () => {
    const late = new Date(Date.now() - 600_000).toUTCString();
    const url = await answering(200, { "content-type": "application/json", date: late }, "[]");
    const [clock] = (await diagnose(variablesFor(url))).about("clock");
    expect(clock?.status).toBe("warning");
    expect(clock?.text).toMatch(/^This machine's is 60\d seconds ahead of the service's\.$/);
  });

  it("takes a site of the configuration file, and prints a line for each finding", async () => {
    folder.put("comm100.config.yaml", configurationOf({ shop: { url: emulator.url } }));
    const { code, output } = await folder.run(["doctor", "--site", "shop"], siteVariables);
    expect(code).toBe(0);
    expect(output).toMatch(/^ok {7}way {10}http.*, directly\.\nok {7}address {6}http.*answers\.\n/);
    for (const line of output.trimEnd().split("\n")) expect(line).toMatch(/^(ok|warning|unknown) +\w+ +\S/);
  });

  it("says what Pulumi lacks in the project's folder", async () => {
    const project = join(folder.folder, "project");
    const below = join(project, "below");
    mkdirSync(below, { recursive: true });
    writeFileSync(join(project, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");
    const nothing = await diagnose({ ...emulator.environment, PATH: "" }, "--cwd", "project/below");
    expect(nothing.code).toBe(1);
    expect(nothing.about("pulumi")).toMatchObject([{ status: "error" }]);
    expect(nothing.about("sdk")[0]?.text).toContain(
      `@pulumi/pulumi isn't installed where Pulumi looks for it: in ${project}`,
    );
    expect(nothing.about("package")[0]?.advice).toBe("Run npm install pulumi-comm100 there.");
    symlinkSync(resolve(__dirname, "../../node_modules"), join(project, "node_modules"));
    const installed = await diagnose({ ...emulator.environment, PATH: "" }, "--cwd", "project/below");
    expect(installed.about("sdk")).toMatchObject([{ status: "ok" }]);
    expect(installed.about("package")).toMatchObject([{ status: "ok" }]);
    expect(installed.about("node")).toMatchObject([{ status: "ok", text: `${process.versions.node}.` }]);
    const elsewhere = await diagnose({ ...emulator.environment, PATH: "" });
    expect([elsewhere.code, elsewhere.about("pulumi")[0]?.status]).toEqual([0, "warning"]);
  });

  it("refuses an SDK that is too old", async () => {
    const project = join(folder.folder, "old");
    const sdk = join(project, "node_modules/@pulumi/pulumi");
    mkdirSync(sdk, { recursive: true });
    writeFileSync(join(project, "Pulumi.yaml"), "name: old\nruntime: nodejs\n");
    writeFileSync(join(sdk, "package.json"), JSON.stringify({ name: "@pulumi/pulumi", version: "3.100.0" }));
    const { about, code } = await diagnose(emulator.environment, "--cwd", "old");
    expect(about("sdk")).toMatchObject([{ status: "error", advice: expect.stringContaining("npm install") }]);
    expect(code).toBe(1);
  });

  it("finds the Pulumi CLI", needs(pulumiMissing()), async () => {
    const { about } = await diagnose(emulator.environment);
    expect(about("pulumi")).toMatchObject([
      { status: "ok", text: expect.stringMatching(/^\d+\.\d+\.\d+\./) },
    ]);
  });
});
