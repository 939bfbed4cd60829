import { afterAll, describe, expect, it, onTestFailed, onTestFinished } from "vitest";
import { documentText } from "../../provider/site-document/text";
import { createProject, findEngine, type OperationResult, pulumiMissing, type Stack } from "../engine";
import { openCliStack } from "../support/cli-stack";
import { commandFolder, configurationOf, siteVariables } from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { type LyingService, openLyingService } from "../support/lying-service";
import { needs } from "../support/needs";
import { lookUpSeconds, type RandomFaults, randomFaults, timeLimit } from "../support/random-faults";
import { succeeded, writes } from "../support/site";
import { differencesOf, managedIn, whatIsOn } from "../support/site-and-state";

/** How many seeds are tried with each operation, from which one on. 150 of them make more than 1,000 faults. */
const seeds = Number(process.env.COMM100_TEST_SEEDS ?? 4);
const firstSeed = Number(process.env.COMM100_TEST_FIRST_SEED ?? 1);
const engine = findEngine();

const description = {
  campaigns: ["Sales", "Support"].map((name) => ({
    name,
    chatButton: { type: "image", isHideWhenOffline: true },
    preChat: { greetingMessage: `Welcome to ${name}` },
    autoInvitations: [{ name: `Hello from ${name}`, text: "May we help?" }],
    customRules: [{ name: `Rule of ${name}`, isEnable: true, routeTo: "agent", routeToId: "7" }],
  })),
  customVariables: ["Cart", "Basket", "Order"].map((name) => ({ name, type: "text" })),
  webhooks: [{ event: "chatEnds", targetUrl: "https://hooks.example.com/chats" }],
  bans: [{ type: "ip", ip: "192.0.2.1" }],
};
/** How many objects of some kinds it has. */
const described = { Campaign: 2, CustomVariable: 3, Webhook: 1, Ban: 1, AutoInvitation: 2 };
/** The same with the lists in what has them: entries as objects of their own can't be compared. */
const document = {
  ...description,
  campaigns: description.campaigns.map(({ autoInvitations, customRules, ...campaign }) => ({
    ...campaign,
    invitation: { autoInvitations },
    routing: { customRules },
  })),
};
const program = `new comm100.LiveChatSite("shop", ${JSON.stringify(description)});`;

const imported = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  for (const name of ["Hello", "Bye"])
    new comm100.AutoInvitation(name, { campaignId: sales.id, name, text: "May we help?" });
  for (const name of ["Cart", "Basket", "Order"]) new comm100.CustomVariable(name, { name, type: "text" });`;

const environment = {
  COMM100_TIMEOUT_SECONDS: String(timeLimit),
  COMM100_LOOK_UP_SECONDS: String(lookUpSeconds),
};

let faults = 0;
const runs: Record<string, { well: number; refused: number }> = {};
afterAll(() => {
  const told = Object.entries(runs).map(
    ([operation, { well, refused }]) => `${operation}: ${well} ended well, ${refused} with an error`,
  );
  console.log(
    `${faults} random faults. ${told.join("; ")}. 0 duplicates, nothing lost, each next run converged.`,
  );
});

function count(operation: string, isWell: boolean, { happened }: RandomFaults): void {
  runs[operation] ??= { well: 0, refused: 0 };
  runs[operation][isWell ? "well" : "refused"] += 1;
  faults += happened.length;
}

interface Attacked {
  emulator: TestEmulator;
  service: LyingService;
  stack: Stack;
}

async function openAttacked(): Promise<Attacked> {
  const emulator = await startTestEmulator();
  await emulator.load({ agents: [{ id: 7, email: "ann@example.com" }] });
  const service = await openLyingService(emulator);
  const project = createProject();
  project.write(program);
  const stack = await engine.createStack({
    project: project.folder,
    config: { ...emulator.config, "comm100:baseUrl": service.url },
    environment,
  });
  onTestFinished(async () => {
    await stack.dispose();
    project.dispose();
    await emulator.close();
  });
  return { emulator, service, stack };
}

/** Runs an operation under the faults of a seed. */
async function attacked(
  { service }: Attacked,
  operation: string,
  seed: number,
  run: () => Promise<OperationResult>,
): Promise<OperationResult> {
  const random = randomFaults(seed);
  onTestFailed(() => console.log(`${operation}, seed ${seed}:\n${random.happened.join("\n")}`));
  service.lie(random.lie);
  const result = await run();
  service.tellTheTruth();
  count(operation, result.succeeded, random);
  return result;
}

describe(`random faults, on ${engine.name}`, { timeout: 300_000 }, () => {
  const all = Array.from({ length: seeds }, (_, index) => firstSeed + index);

  it.each(all)("seed %i: up, refresh and destroy lose nothing and double nothing", async (seed) => {
    const site = await openAttacked();
    const { emulator, stack } = site;
    const asDeclared = async () => {
      expect(await differencesOf(await stack.export(), emulator)).toEqual([]);
      return whatIsOn(emulator);
    };
    const empty = await whatIsOn(emulator);
    const up = await attacked(site, "up", seed, () => stack.up());
    // What ends well is as declared, without another run.
    const first = up.succeeded ? await asDeclared() : undefined;
    if (!up.succeeded) succeeded(await stack.up());
    const declared = await asDeclared();
    expect(first ?? declared).toEqual(declared);
    expect(declared.counts).toMatchObject(described);
    const objects = managedIn(await stack.export());

    await attacked(site, "refresh", seed, () => stack.refresh());
    expect(managedIn(await stack.export())).toBe(objects);
    succeeded(await stack.up({ refresh: true }));
    expect(await asDeclared()).toEqual(declared);

    const destroy = await attacked(site, "destroy", seed, () => stack.destroy());
    if (!destroy.succeeded) succeeded(await stack.destroy());
    expect(managedIn(await stack.export())).toBe(0);
    expect(await whatIsOn(emulator)).toEqual(empty);
  });

  it.each(all)(
    "seed %i: import takes what is there or nothing, and writes nothing to the site",
    needs(pulumiMissing()),
    async (seed) => {
      const stack = await openCliStack();
      const { emulator, environment: variables, project } = stack;
      const service = await openLyingService(emulator);
      const { COMM100_BASE_URL: _, ...credentials } = emulator.environment;
      Object.assign(variables, credentials, environment);
      await stack.pulumi(["config", "set", "comm100:baseUrl", service.url]);
      const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
      for (const name of ["Hello", "Bye"])
        await emulator.call("POST", `/campaigns/${id}/invitation/autoInvitations`, {
          name,
          text: "May we help?",
        });
      for (const name of ["Cart", "Basket", "Order"])
        await emulator.call("POST", "/customVariables", { name, type: "text" });
      project.write(imported);
      await emulator.forgetRequests();
      const random = randomFaults(seed);
      service.lie(random.lie);
      const { code } = await stack.comm100(["import", "--stack", "test", "--yes"]);
      service.tellTheTruth();
      count("import", code === 0, random);
      const again = await stack.comm100(["import", "--stack", "test", "--yes"]);
      expect([again.code, again.notes]).toEqual([0, expect.anything()]);
      const preview = await stack.pulumi(["preview", "--expect-no-changes"]);
      expect([preview.code, preview.output]).toEqual([0, expect.anything()]);
      expect(managedIn(await stack.state())).toBe(6);
      expect(writes(await emulator.requests())).toEqual([]);
    },
  );

  it.each(all)("seed %i: promote loses nothing and doubles nothing", async (seed) => {
    const emulator = await startTestEmulator();
    await emulator.load({ agents: [{ id: 7, email: "ann@example.com" }] });
    const service = await openLyingService(emulator);
    const folder = commandFolder({ ...siteVariables, ...environment });
    onTestFinished(async () => {
      folder.dispose();
      await emulator.close();
    });
    folder.put("site.yaml", documentText(document, "yaml"));
    folder.put("comm100.config.yaml", configurationOf({ production: { url: service.url } }));
    const promote = () =>
      folder.run(["promote", "--from", "site.yaml", "--to", "production", "--apply", "--yes"]);
    const random = randomFaults(seed);
    service.lie(random.lie);
    const { code } = await promote();
    service.tellTheTruth();
    count("promote", code === 0, random);
    const first = code === 0 ? await whatIsOn(emulator) : undefined;
    const next = await promote();
    expect([next.code, next.notes]).toEqual([0, expect.anything()]);
    const after = await whatIsOn(emulator);
    expect(first ?? after).toEqual(after);
    expect(after.counts).toMatchObject(described);
  });
});
