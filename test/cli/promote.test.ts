import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { demo } from "../../provider/emulator/fixtures/demo";
import { exportSite } from "../../provider/site-document/export";
import { objectsOf } from "../../provider/site-document/objects";
import { documentText } from "../../provider/site-document/text";
import {
  type CommandFolder,
  commandFolder,
  configurationOf,
  signalsMissing,
  siteVariables,
  terminalMissing,
} from "../support/command";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";

interface Person {
  id: number;
  email: string;
}
interface Department {
  id: string;
  name: string;
  agentIds: number[];
}

/** What the demo site needs and no request makes, with other ids and other names. */
function otherPeople() {
  const { agents, departments, bots, agentAwayStatuses } = demo(new Date()) as unknown as {
    agents: Person[];
    departments: Department[];
    bots: object[];
    agentAwayStatuses: object[];
  };
  return {
    agents: agents.map((agent) => ({
      ...agent,
      id: agent.id + 100,
      email: agent.id === 1 ? agent.email : agent.email.replace("@", "@production."),
    })),
    departments: departments.map((department, index) => ({
      ...department,
      id: `00000000-0000-4000-8000-00000000000${index}`,
      name: `${department.name} (live)`,
      agentIds: department.agentIds.map((id) => id + 100),
    })),
    bots,
    agentAwayStatuses,
  };
}

/** The demo's ids that have no name, by a word. */
const ids = {
  bot: "9d74932b-db6f-41dc-aab2-1d6fc5260f47",
  knowledgeBase: "7a91b817-158e-4953-a42d-8b126a663090",
  visitor: "7ea3be78-64ab-4b99-af83-93f289fdd709",
};
const agents = ["ann", "ben", "chloe", "dev"];
const departments = ["Sales", "Repairs", "Wholesale"];

const stagingOverlay = { values: { ...ids, hooks: "https://hooks.example.com" } };
const productionOverlay = {
  values: {
    bot: "00000000-0000-4000-8000-0000000000b0",
    knowledgeBase: "00000000-0000-4000-8000-0000000000c0",
    visitor: "00000000-0000-4000-8000-0000000000d0",
    hooks: "https://hooks.production.example.com",
  },
  references: {
    agent: Object.fromEntries(
      agents.map((name) => [`${name}@example.com`, `${name}@production.example.com`]),
    ),
    department: Object.fromEntries(departments.map((name) => [name, `${name} (live)`])),
  },
};

describe("comm100 promote", () => {
  let folder: CommandFolder;
  let staging: TestEmulator;
  let production: TestEmulator;
  let password: Record<string, string>;

  beforeAll(async () => {
    staging = await startTestEmulator();
    await staging.load("demo");
    const { document } = await exportSite({ baseUrl: staging.url, credentials });
    const variables = [...documentText(document, "yaml").matchAll(/secret: (\w+)/g)].map(
      ([, name = ""]) => name,
    );
    password = Object.fromEntries(variables.map((name) => [name, "obviously-fake-secret"]));
  });
  afterAll(async () => {
    await staging.close();
  });
  beforeEach(async () => {
    production = await startTestEmulator();
    await production.load(otherPeople());
    await production.forgetRequests();
    folder = commandFolder(siteVariables);
    folder.put(
      "comm100.config.yaml",
      configurationOf({
        staging: { url: staging.url, overlay: "staging.overlay.yaml" },
        production: { url: production.url, overlay: "production.overlay.yaml" },
      }),
    );
    folder.put("staging.overlay.yaml", JSON.stringify(stagingOverlay));
    folder.put("production.overlay.yaml", JSON.stringify(productionOverlay));
    return async () => {
      folder.dispose();
      await production.close();
    };
  });

  const promote = (args: readonly string[], environment: Record<string, string> = password) =>
    folder.run(["promote", "--from", "staging", "--to", "production", ...args], environment);
  const writes = async () => (await production.requests()).filter((request) => !request.startsWith("GET"));
  const exported = async (emulator: TestEmulator) =>
    (await exportSite({ baseUrl: emulator.url, credentials })).document;

  it("shows the plan and writes nothing where nobody can agree", async () => {
    const { code, output, notes } = await promote([]);
    expect(code).toBe(2);
    expect(output).toContain("campaigns[Store] (Campaign): only staging, not production");
    expect(output).toMatch(/Plan [0-9a-f]{12}: \d+ to create, \d+ to update, 0 to delete/);
    expect(notes).toContain("Nothing was written.");
    expect(await writes()).toEqual([]);
    expect(output + notes).not.toContain("obviously-fake-secret");
  });

  it("makes the target the same, in its own terms, with one write an object", async () => {
    const { code, notes } = await promote(["--apply", "--yes"]);
    expect(notes).toContain("Saved production as .comm100/backups/production-");
    expect(code).toBe(0);
    const document = (await exported(production)) as {
      webhooks: { targetUrl: string }[];
      campaigns: { name: string; routing: object; chatbotIntegration: object }[];
    };
    expect(
      document.webhooks.every(({ targetUrl }) => targetUrl.startsWith(productionOverlay.values.hooks)),
    ).toBe(true);
    expect(document.campaigns.find(({ name }) => name === "Store")).toMatchObject({
      routing: { routeToIdWhenNoRuleMatched: { department: "Sales (live)" } },
      chatbotIntegration: { selectedChatbotId: productionOverlay.values.bot },
    });
    expect((await folder.run(["diff", "staging", "production"])).output).toContain("no differences");
    const again = await promote([]);
    expect(again.code).toBe(0);
    const posts = (await writes()).filter((request) => request.startsWith("POST"));
    const campaigns = posts.filter((request) => request === "POST /campaigns");
    expect(campaigns).toHaveLength(document.campaigns.length);
  });

  it("writes the document that describes the target afterwards", async () => {
    const { code, notes } = await promote(["--yes"]);
    expect(code).toBe(0);
    expect(notes).toContain("Wrote production.site.yaml. production itself was not changed.");
    expect(await writes()).toEqual([]);
    const text = folder.read("production.site.yaml");
    await promote(["--apply", "--yes"]);
    const after = await exported(production);
    expect(parse(text)).toEqual(parse(documentText(after, "yaml")));
    expect(text).toBe(documentText(after, "yaml"));
  });

  it("stops before anything is written when the target lacks what is referred to", async () => {
    folder.put(
      "production.overlay.yaml",
      JSON.stringify({ values: { ...productionOverlay.values, bot: undefined }, references: {} }),
    );
    const unresolved = await promote(["--apply", "--yes"]);
    expect(unresolved.code).toBe(1);
    expect(unresolved.notes).toMatch(/\$\{bot\} stands for a value that the overlay doesn't have\./);
    folder.put("production.overlay.yaml", JSON.stringify({ values: productionOverlay.values }));
    const { code, notes } = await promote(["--apply", "--yes"]);
    expect(code).toBe(1);
    expect(notes).toContain(
      'routing.routeToId: the target has no Department "Repairs". There are: "Repairs (live)"',
    );
    expect(notes).toContain('the target has no Agent "ann@example.com".');
    expect(notes).not.toMatch(/^\s+at /m);
    expect(await writes()).toEqual([]);
  });

  it("stops for ids without a name, and for secrets that no variable brings", async () => {
    folder.put("staging.overlay.yaml", JSON.stringify({ values: { hooks: stagingOverlay.values.hooks } }));
    const { code, notes } = await promote(["--apply", "--yes"], {});
    expect(code).toBe(1);
    expect(notes).toContain(`selectedChatbotId: the id ${ids.bot} means nothing on the target.`);
    expect(notes).toMatch(/password: the secret has to be in the environment variable COMM100_\w+\./);
    expect(await writes()).toEqual([]);
  });

  it("finishes when it is run again after a failure in the middle, without duplicates", async () => {
    await production.fault({
      method: "POST",
      path: "/campaigns",
      after: 1,
      times: 1,
      fault: { status: 400 },
    });
    await production.fault({ method: "PUT", path: "/webhooks", times: 9, fault: { status: 400 } });
    const failed = await promote(["--apply", "--yes"]);
    expect(failed.code).toBe(1);
    expect(failed.notes).toMatch(
      /create campaigns\[.*\]: .*\n {2}\d+ of \d+ steps are done. Run the same command again/,
    );
    const finished = await promote(["--apply", "--yes"]);
    expect(finished.notes).not.toContain("comm100:");
    expect(finished.code).toBe(0);
    expect((await folder.run(["diff", "staging", "production"])).code).toBe(0);
    const names = (await production.call<{ name: string }[]>("GET", "/campaigns")).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("does only what the plan of an id says", async () => {
    const plan = /Plan ([0-9a-f]{12})/.exec((await promote([])).output)?.[1] ?? "";
    await production.call("POST", "/customVariables", {
      name: "Cart value",
      type: "decimal",
      value: "window.other",
    });
    await production.forgetRequests();
    const { code, notes, output } = await promote(["--apply", "--yes", "--plan", plan]);
    expect(code).toBe(2);
    expect(notes).toContain(`This is not the plan ${plan} any more. Nothing was written.`);
    expect(output).toMatch(/Plan [0-9a-f]{12}/);
    expect(await writes()).toEqual([]);
    const now = /Plan ([0-9a-f]{12})/.exec(output)?.[1] ?? "";
    expect((await promote(["--apply", "--yes", "--plan", now])).code).toBe(0);
  });

  it("deletes only with --prune, and more than ten objects only when that is said", async () => {
    await promote(["--apply", "--yes"]);
    for (let index = 0; index < 12; index++) {
      await production.call("POST", "/bans", { type: "ip", ip: `192.0.2.${100 + index}` });
    }
    await production.forgetRequests();
    const kept = await promote([]);
    expect(kept.code).toBe(0);
    expect(kept.output).toContain("12 that only production has stay");
    const refused = await promote(["--prune", "--apply", "--yes"]);
    expect(refused.code).toBe(2);
    expect(refused.notes).toContain("12 objects would be deleted:");
    expect(await writes()).toEqual([]);
    const pruned = await promote(["--prune", "--apply", "--yes", "--allow-deletions", "12"]);
    expect(pruned.code).toBe(0);
    expect(await writes()).toEqual(Array(12).fill("DELETE /bans/{id}"));
  });

  it("can be put back from the document that it saved", async () => {
    await production.call("PUT", "/settings", { isJoinmeEnabled: true });
    await production.call("POST", "/campaigns", { name: "Store", description: "As it was" });
    const before = await exported(production);
    const { notes } = await promote(["--apply", "--yes"]);
    const backup = /Saved production as (\S+);/.exec(notes)?.[1] ?? "";
    const args = ["promote", "--from", backup, "--to", "production", "--apply", "--prune", "--yes"];
    const back = await folder.run([...args, "--allow-deletions", "99"], password);
    expect(back.notes).not.toContain("comm100:");
    expect(back.code).toBe(0);
    // The API can't delete a conversion action, and a secret is nobody's to take away.
    const { conversionActions, mobilePush, ...others } = await exported(production);
    const { mobilePush: mobileBefore, ...othersBefore } = before;
    expect(others).toEqual(othersBefore);
    expect(mobilePush).toMatchObject(mobileBefore as object);
    expect(conversionActions).toHaveLength(2);
  });

  it(
    "asks, and stops with the new plan when the target has changed meanwhile",
    needs(terminalMissing),
    async () => {
      const args = ["promote", "--from", "staging", "--to", "production", "--only", "webhooks", "--apply"];
      const child = folder.start(args, { isTerminal: true });
      const steps = objectsOf({ webhooks: (await exported(staging)).webhooks }).length;
      const shown = await textUntil(child, `Carry out the ${steps} steps? [y/N]`);
      await production.call("POST", "/webhooks", {
        event: "chatEnds",
        targetUrl: `${productionOverlay.values.hooks}/comm100/chat-ended`,
      });
      const known = await production.call<{ targetUrl: string }[]>("GET", "/webhooks");
      expect(known).toHaveLength(1);
      await production.forgetRequests();
      child.stdin?.write("y\n");
      const { code, text } = await endOf(child);
      expect(shown).toMatch(new RegExp(`Plan [0-9a-f]{12}: ${steps} to create`));
      expect(text).toContain("production has changed since the plan was shown. Nothing was written.");
      expect([code, await writes()]).toEqual([2, []]);
    },
  );

  const interrupted = "ends with an error when it is interrupted, and is finished by the next run";
  it(interrupted, needs(signalsMissing), async () => {
    await production.fault({
      method: "POST",
      path: "/customVariables",
      times: 9,
      fault: { delayMs: 1500 },
    });
    const args = ["promote", "--from", "staging", "--to", "production", "--apply", "--yes"];
    const child = folder.start(args, { environment: password });
    await textUntil(child, "Saved production");
    await expect.poll(() => production.requests()).toContain("POST /customVariables");
    child.kill("SIGINT");
    const { code, text } = await endOf(child);
    expect(code).toBe(1);
    expect(text).toMatch(/\d+ of \d+ steps are done. Run the same command again/);
    expect((await promote(["--apply", "--yes"])).code).toBe(0);
    const names = (await production.call<{ name: string }[]>("GET", "/customVariables")).map(
      ({ name }) => name,
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

/** What the process has said until it says that. */
function textUntil(child: ChildProcess, wanted: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const hear = (data: Buffer) => {
      text += data.toString();
      if (text.includes(wanted)) resolve(text);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("close", () => reject(new Error(`ended before it said "${wanted}": ${text}`)));
  });
}

function endOf(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    let text = "";
    child.stdout?.on("data", (data: Buffer) => (text += data.toString()));
    child.stderr?.on("data", (data: Buffer) => (text += data.toString()));
    child.once("close", (code) => resolve({ code, text }));
  });
}
