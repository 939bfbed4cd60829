import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findEngine, pulumiMissing, pulumiOnPath } from "../engine";
import { openCliStack } from "../support/cli-stack";
import { commandScript } from "../support/command";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { openSite } from "../support/site";
import { tracesOf } from "../support/traces";

const secret = {
  url: "https://hooks.example.com/in?token=obviously-fake-url-token&x=1",
  description: 'obviously-fake-description "of" ours',
  text: "obviously-fake-text/with+signs=",
  password: "obviously-fake-smtp-password",
  push: "obviously-fake-push-key",
  drifted: "https://hooks.example.com/in?token=obviously-fake-drifted-token",
  changed: "obviously-fake-text-of-another-day",
  key: credentials.apiKey,
  wrongKey: "obviously-fake-wrong-api-key",
};
const secrets = Object.values(secret);

const program = (text = secret.text) => `
  const sales = new comm100.Campaign("sales", { name: "Sales", description: pulumi.secret(${JSON.stringify(secret.description)}) });
  new comm100.Webhook("archive", { event: "chatEnds", targetUrl: pulumi.secret(${JSON.stringify(secret.url)}) });
  new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello", text: pulumi.secret(${JSON.stringify(text)}) });
  new comm100.ChatWindow("window", { campaignId: sales.id, isSMTPServerCustomized: true,
    customSMTPServer: { mailServer: "mail.example.com", IsAuthenticationRequired: true, username: "chat", password: "${secret.password}" } });
  new comm100.MobilePush("push", { androidType: "GCM", androidGcmAPIKey: "${secret.push}" });
  exports.description = sales.description;`;

/** What the provider's own HTTP client and Node would tell of it, at the most. */
const debugging = { NODE_DEBUG: "undici,fetch,http,https" };

/** A service whose errors repeat what was sent, headers included. */
const echo = (status: number, ...words: string[]) => ({
  status,
  body: { code: status * 1000, message: `Not accepted: ${words.join(" | ")} | ${basic}` },
});
const basic = `Basic ${Buffer.from(`${credentials.email}:${secret.key}`).toString("base64")}`;

async function drift(emulator: TestEmulator): Promise<void> {
  const [webhook] = await emulator.call<{ id: string }[]>("GET", "/webhooks");
  await emulator.call("PUT", `/webhooks/${webhook?.id}`, { event: "chatEnds", targetUrl: secret.drifted });
}

describe.each([findEngine()])("no secret on $name", (engine) => {
  it("is in what any operation shows or stores, also when the service repeats it in its errors", async () => {
    const { stack, project, emulator } = await openSite(engine, { environment: debugging });
    const seen: Record<string, string> = {};
    const looked = async (name: string, operation: ReturnType<typeof stack.up>) => {
      const result = await operation;
      const { output, diagnostics, steps, outputs } = result;
      expect([name, result.succeeded], output.slice(-3000)).toEqual([name, !/failing|wrong/.test(name)]);
      seen[name] = output + JSON.stringify([diagnostics, steps, outputs]);
      for (const file of await stack.backendFiles()) {
        seen[`${name}: ${file.split("/").slice(4).join("/")}`] = readFileSync(file, "utf8");
      }
    };
    project.write(program());
    const wrong = { environment: { ...debugging, COMM100_API_KEY: secret.wrongKey } };
    await looked("up with a wrong key", stack.up(wrong));
    await emulator.fault({ method: "POST", path: "/webhooks", fault: echo(400, secret.url) });
    await looked("up with failing creations", stack.up());
    await looked("up", stack.up());
    await drift(emulator);
    await looked("refresh", stack.refresh());
    project.write(program(secret.changed));
    await looked("preview of changes", stack.preview());
    await emulator.fault({
      method: "PUT",
      path: "/campaigns/*/invitation/autoInvitations/*",
      fault: echo(400, secret.changed),
    });
    await looked("up with a failing update", stack.up());
    await emulator.fault({ method: "DELETE", path: "/webhooks/*", fault: echo(403) });
    await looked("destroy with a failing deletion", stack.destroy());

    expect(seen["up with failing creations"]).toContain("Not accepted: [what was sent]");
    expect(seen["up with a failing update"]).toContain("Not accepted: [what was sent]");
    expect(seen["up with a wrong key"]).toContain("answered 401");
    expectNone(`operations on ${engine.name}`, seen);
  }, 300_000);
});

function expectNone(where: string, seen: Readonly<Record<string, string>>): void {
  const found = Object.entries(seen).flatMap(([name, text]) =>
    tracesOf(secrets, text).map((one) => `${name}: ${one}`),
  );
  expect(found).toEqual([]);
  const size = Object.values(seen).reduce((sum, text) => sum + text.length, 0);
  console.log(
    `secrets, ${where}: ${secrets.length} looked for in clear and encoded in ${Object.keys(seen).length} outputs and files, ${Math.round(size / 1000)} kB: 0 found`,
  );
}

describe("no secret of the commands", () => {
  const opened: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  it("is in what they print or write, in any format, also when the service repeats it", async () => {
    const emulator = await startTestEmulator();
    const target = await startTestEmulator();
    const folder = mkdtempSync(join(tmpdir(), "comm100-secrets-"));
    opened.push(
      () => emulator.close(),
      () => target.close(),
      () => rmSync(folder, { recursive: true, force: true }),
    );
    await fill(emulator);
    await target.call("POST", "/campaigns", { name: "Sales" });
    const environment: Record<string, string> = {
      ...debugging,
      SITE_EMAIL: credentials.email,
      SITE_KEY: secret.key,
    };
    const site = (url: string) => ({ baseUrl: url, emailEnv: "SITE_EMAIL", apiKeyEnv: "SITE_KEY" });
    const sites = { staging: site(emulator.url), production: site(target.url) };
    writeFileSync(join(folder, "comm100.config.yaml"), JSON.stringify({ sites }));
    const seen: Record<string, string> = {};
    const run = async (line: string, more: Record<string, string> = {}) => {
      const told = await commanded(folder, line.split(" "), { ...environment, ...more });
      seen[line + JSON.stringify(Object.keys(more))] = told;
      return told;
    };
    const document = await run("export --site staging --out site.yaml");
    const names = [...readFileSync(join(folder, "site.yaml"), "utf8").matchAll(/secret: (\w+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(names.length, document).toBeGreaterThan(0);
    const given = Object.fromEntries(names.map((name) => [name, secret.password]));
    await run("export --site staging --format json");
    await run("export --site staging --format typescript --out program");
    await run("validate site.yaml --warnings");
    for (const format of ["text", "junit", "sarif"]) {
      await run(
        `drift --document site.yaml --site production --unmanaged --accept --format ${format}`,
        given,
      );
    }
    await run("diff staging production --format markdown");
    await run("promote --from staging --to production", given);
    await emulator.fault({ path: "/campaigns", fault: echo(403) });
    expect(await run("export --site staging")).toContain("answered 403");
    expect(await run("export --site staging", { SITE_KEY: secret.wrongKey })).toContain("answered 401");
    await target.fault({ method: "PUT", path: "/campaigns/*/chatWindow", fault: echo(400, secret.password) });
    expect(await run("promote --from staging --to production --apply --yes", given)).toContain(
      "[what was sent]",
    );
    await run("promote --from staging --to production --apply --yes --json", given);
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) seen[file.name] = readFileSync(join(file.parentPath, file.name), "utf8");
    }
    // What isn't marked by the API or a program is plain content of the site, which an export is there to show.
    expectNone("commands", seen);
  }, 300_000);
});

/** Secrets of the API, and of ours what no document shows. */
async function fill(emulator: TestEmulator): Promise<void> {
  const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
  const window = await emulator.call<object>("GET", `/campaigns/${id}/chatWindow`);
  await emulator.call("PUT", `/campaigns/${id}/chatWindow`, {
    ...window,
    isSMTPServerCustomized: true,
    customSMTPServer: {
      mailServer: "mail.example.com",
      IsAuthenticationRequired: true,
      username: "chat",
      password: secret.password,
    },
  });
  const push = await emulator.call<object>("GET", "/mobilePush");
  await emulator.call("PUT", "/mobilePush", { ...push, androidType: "GCM", androidGcmAPIKey: secret.push });
}

function commanded(
  folder: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<string> {
  return new Promise((done) => {
    const env = { PATH: process.env.PATH ?? "", ...environment };
    execFile(
      process.execPath,
      [commandScript, ...args],
      { cwd: folder, env, maxBuffer: 2 ** 28 },
      (_error, stdout, stderr) => done(stdout + stderr),
    );
  });
}

const version = pulumiOnPath()?.version;
/** Pulumi's own: the engine writes down every value that it passes on (level 9), the SDK every answer (level 3). */
const pulumisOwn =
  /^\{"time":.*"msg":"((Unm|M)arshaling property for RPC|(eventSink::Debug\(<\{%reset%\}>)?\w+ RPC finished: ).*"v":[3-9]\}$/;

describe("at the highest verbosity of Pulumi", needs(pulumiMissing()), () => {
  it("no secret is in what its commands and ours print, log or store", async () => {
    const stack = await openCliStack();
    const { emulator, project, environment } = stack;
    Object.assign(environment, debugging);
    const seen: Record<string, string> = {};
    const loud = ["--logtostderr", "-v=9", "--logflow"];
    const pulumi = async (args: readonly string[]) => {
      const { output, notes } = await stack.pulumi([...args, ...loud]);
      seen[`${Object.keys(seen).length} ${args.join(" ")}`] = output + notes;
    };
    const comm100 = async (line: string) => {
      const { output, notes } = await stack.comm100(line.split(" "));
      seen[line] = output + notes;
    };
    project.write(program());
    await pulumi(["preview", "--diff"]);
    await pulumi(["up", "--yes", "--skip-preview"]);
    await drift(emulator);
    await comm100("drift --stack test --format json");
    await comm100("drift --stack test --format sarif");
    await pulumi(["refresh", "--yes", "--skip-preview"]);
    await pulumi(["stack", "export"]);
    project.write(program(secret.changed));
    await pulumi(["up", "--yes", "--skip-preview"]);
    await pulumi(["destroy", "--yes", "--skip-preview"]);
    // By Pulumi's design, whatever the provider: docs/reliability.md says so.
    const others = Object.entries(seen).map(([name, text]) => {
      const lines = text.split("\n").filter((line) => !pulumisOwn.test(line));
      return [name, lines.join("\n")] as const;
    });
    for (const file of stack.filesWith(/^/)) others.push([file, readFileSync(file, "utf8")]);
    expectNone(
      `pulumi ${version} -v=9 and comm100, without Pulumi's own debug messages`,
      Object.fromEntries(others),
    );
    expect(tracesOf(secrets, Object.values(seen).join("\n"))).not.toEqual([]);
  }, 300_000);
});
