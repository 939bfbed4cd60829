import { describe, expect, it } from "vitest";
import { pulumiMissing } from "../engine";
import { openCliStack, type Ran } from "../support/cli-stack";
import { needs } from "../support/needs";

const program = `
  const sales = new comm100.Campaign("sales", { name: "Sales", description: "" });
  new comm100.ChatButton("button", { campaignId: sales.id, adaptiveButtonColor: "#0A66C2" });
  new comm100.Routing("routing", { campaignId: sales.id, type: "simple", isEnable: true, routeTo: "department",
    routeToId: comm100.getDepartmentOutput({ name: "Repairs" }).id });
  const other = comm100.getCampaignOutput({ name: "Support" });
  new comm100.PreChat("form", { campaignId: other.id, isEnable: true, greetingMessage: pulumi.secret("obviously-fake-secret") });
  new comm100.MobilePush("push", { androidGcmAPIKey: "obviously-fake-secret" });`;

async function succeeds(running: Promise<Ran>): Promise<void> {
  const { code, output, notes } = await running;
  if (code !== 0) throw new Error(output + notes);
}

describe("comm100 diff of a stack", needs(pulumiMissing()), () => {
  it("compares what the program declared with the site and with a document, by names and without secrets", async () => {
    const stack = await openCliStack();
    const { emulator, environment, project } = stack;
    await emulator.load("demo");
    project.write(program);
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    Object.assign(environment, { SITE_EMAIL: "agent@example.com", SITE_KEY: "emulator-api-key" });
    const site = { baseUrl: emulator.url, emailEnv: "SITE_EMAIL", apiKeyEnv: "SITE_KEY" };
    project.put("comm100.config.yaml", JSON.stringify({ sites: { production: site } }));

    await emulator.forgetRequests();
    const clean = await stack.comm100(["diff", "stack:test", "production", "--json"]);
    const found = JSON.parse(clean.output) as {
      differences: { object: string; change: string }[];
      notes: string[];
    };
    // What the stack doesn't declare is only on the site; of what it declares nothing differs.
    expect(found.differences.filter(({ change }) => change !== "additional")).toEqual([]);
    // What is said of campaigns is what their deletion would break.
    expect(found.notes.filter((note) => !note.includes("where it is deleted"))).toEqual([]);
    expect((await emulator.requests()).filter((request) => !request.startsWith("GET"))).toEqual([]);

    const { id } = (await emulator.call<{ id: string; name: string }[]>("GET", "/campaigns")).find(
      ({ name }) => name === "Sales",
    ) ?? { id: "" };
    const button = await emulator.call<object>("GET", `/campaigns/${id}/chatButton`);
    await emulator.call("PUT", `/campaigns/${id}/chatButton`, { ...button, adaptiveButtonColor: "#FF0000" });
    const changed = await stack.comm100(["diff", "stack:test", "production", "--json"]);
    expect(changed.code).toBe(2);
    const { differences } = JSON.parse(changed.output) as {
      differences: { object: string; change: string }[];
    };
    expect(differences.filter(({ change }) => change === "changed")).toMatchObject([
      {
        object: "campaigns[Sales].chatButton",
        properties: [{ property: "adaptiveButtonColor", left: "#0A66C2", right: "#FF0000" }],
      },
    ]);

    project.put(
      "site.yaml",
      "campaigns: [{ name: Sales, routing: { type: simple, isEnable: true, routeTo: department, routeToId: { department: Sales } } }]\n",
    );
    environment.COMM100_BASE_URL = emulator.url;
    environment.COMM100_EMAIL = "agent@example.com";
    environment.COMM100_API_KEY = "emulator-api-key";
    const withDocument = await stack.comm100(["diff", "stack:test", "site.yaml"]);
    expect(withDocument.output).toMatch(
      /routeToId {2}site\.yaml:1:\d+\n\s+stack:test\s+{"department":"Repairs"}\n\s+site.yaml\s+{"department":"Sales"}/,
    );

    // The stack itself has the address and the credentials of its site.
    for (const name of ["COMM100_BASE_URL", "COMM100_EMAIL", "COMM100_API_KEY"]) delete environment[name];
    project.put(
      "same.yaml",
      "campaigns: [{ name: Sales, description: '', chatButton: { adaptiveButtonColor: '#0a66c2' }, routing: { type: simple, isEnable: true, routeTo: department, routeToId: { department: Repairs } } }]\nmobilePush: { androidGcmAPIKey: { secret: NOT_SET } }\n",
    );
    const shown = await stack.comm100(["diff", "same.yaml", "stack:test", "--ignore", "campaigns*Support*"]);
    expect([shown.output, shown.code]).toEqual([expect.stringContaining("no differences"), 0]);
    const drifted = await stack.comm100(["drift", "--stack", "test", "--unmanaged", "--json"]);
    expect([drifted.code, JSON.parse(drifted.output)]).toMatchObject([
      2,
      { differences: [{ kind: "ChatButton" }], total: expect.any(Number) },
    ]);
    for (const { output, notes } of [clean, changed, withDocument, drifted, shown]) {
      expect(output + notes).not.toContain("obviously-fake-secret");
    }
  });

  it("says that there is no such stack", async () => {
    const stack = await openCliStack();
    stack.project.put("site.yaml", "settings: {}\n");
    const { code, notes } = await stack.comm100(["diff", "stack:other", "site.yaml"]);
    expect(code).toBe(1);
    expect(notes).toContain(
      'comm100: There is no stack "other". pulumi stack ls shows those that there are;',
    );
  });
});
