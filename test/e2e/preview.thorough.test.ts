import { describe, expect, it } from "vitest";
import { pulumiMissing } from "../engine";
import { openCliStack } from "../support/cli-stack";
import { needs } from "../support/needs";
import { type Found, found, preview, succeeds } from "../support/previewing";

describe("comm100 preview of a whole site", { ...needs(pulumiMissing()), timeout: 600_000 }, () => {
  it("compares with the site when asked, gives no warning of what was taken over, and reports why there is no preview", async () => {
    const stack = await openCliStack();
    const { emulator, project, environment } = stack;
    await emulator.load("demo");
    Object.assign(environment, {
      COMM100_BASE_URL: emulator.url,
      COMM100_EMAIL: "agent@example.com",
      COMM100_API_KEY: "emulator-api-key",
      // What the document leaves to the environment, as the site has it.
      COMM100_CAMPAIGNS_STORE_CHAT_WINDOW_CUSTOM_SMTPSERVER_PASSWORD: "obviously-fake-smtp-password",
      COMM100_MOBILE_PUSH_ANDROID_GCM_APIKEY: "obviously-fake-push-key",
    });
    await succeeds(stack.comm100(["export", "--out", `${project.folder}/site.yaml`]));
    const uncertain = await stack.comm100(["validate", "site.yaml", "--warnings"]);
    expect(uncertain.output + uncertain.notes).toContain("probably has an effect only when");
    project.write(`new comm100.LiveChatSite("site", { document: comm100.readSite("site.yaml") });`);
    const imported = await stack.comm100(["import", "--stack", "test", "--yes", "--json"]);
    if (imported.output === "") throw new Error(imported.notes);
    const unchanged = await found(stack);
    expect([unchanged.warnings, unchanged.differences, unchanged.code]).toEqual([[], [], 0]);

    // The stack has the address of its site, and a document is what was made from it.
    for (const name of ["COMM100_BASE_URL", "COMM100_EMAIL", "COMM100_API_KEY"]) delete environment[name];
    const same = await stack.comm100(["diff", "site.yaml", "stack:test", "--json"]);
    const { differences, notes } = JSON.parse(same.output) as Found & { notes: string[] };
    expect([differences, notes, same.code]).toEqual([[], [], 0]);

    const [webhook] = await emulator.call<{ id: string; targetUrl: string }[]>("GET", "/webhooks");
    const elsewhere = "https://hooks.example.com/elsewhere";
    await emulator.call("PUT", `/webhooks/${webhook?.id}`, { ...webhook, targetUrl: elsewhere });
    const drifted = await stack.comm100(["drift", "--stack", "test", "--unmanaged", "--json"]);
    expect([drifted.code, JSON.parse(drifted.output)]).toMatchObject([
      2,
      { differences: [{ kind: "Webhook", change: "changed" }], unmanaged: [{ kind: "Webhook" }] },
    ]);
    const refreshed = await found(stack, "--refresh");
    expect(refreshed.differences).toMatchObject([
      {
        change: "changed",
        properties: [{ property: "targetUrl", left: elsewhere, right: webhook?.targetUrl }],
      },
    ]);

    project.write(`new comm100.Campaign("sales", { name: 7 });`);
    const failed = await preview(stack, "--format", "markdown");
    const reason = 'Campaign "sales": name: must be a string, not a number';
    expect([failed.code, failed.output]).toEqual([1, expect.stringContaining(reason)]);
    expect([failed.output, failed.notes]).toEqual([
      expect.stringMatching(/^## Preview of stack test: failed\n\n```\n/),
      expect.stringContaining(reason),
    ]);
    const inText = await preview(stack);
    expect([inText.code, inText.output]).toEqual([1, ""]);
    const nowhere = await stack.comm100(["preview", "--stack", "other"]);
    expect([nowhere.code, nowhere.notes]).toEqual([1, expect.stringContaining('There is no stack "other"')]);
  });
});
