import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Properties } from "../../provider/core/definition";
import { demo } from "../../provider/emulator/fixtures/demo";
import { withoutDefaults } from "../../provider/site-document/defaults/compact";
import { inDefaultsForm, newestTable } from "../../provider/site-document/defaults/tables";
import { exportSite } from "../../provider/site-document/export";
import { documentText } from "../../provider/site-document/text";
import { findEngine } from "../engine";
import { credentials, startTestEmulator } from "../support/emulator";
import { brief, openSite, succeeded } from "../support/site";

const compactText = (document: Properties) =>
  documentText(inDefaultsForm(withoutDefaults(document, newestTable)), "yaml");

describe.each([findEngine()])("a site document on $name", (engine) => {
  const program = `
    const document = comm100.readSite("site.yaml");
    new comm100.LiveChatSite("shop", { document, settings: { ...document.settings, isJoinmeEnabled: true } });`;

  it("of an exported site makes the same site elsewhere, and exports as the same text again", async () => {
    const source = await startTestEmulator();
    await source.load("demo");
    const exported = await exportSite({ baseUrl: source.url, credentials });
    expect(exported.problems).toEqual([]);
    const text = compactText(exported.document);
    const secrets = [...text.matchAll(/secret: (\w+)/g)].map(([, name = ""]) => name);
    expect(secrets.length).toBeGreaterThan(0);
    const { stack, project, emulator } = await openSite(engine, {
      environment: Object.fromEntries(secrets.map((name) => [name, "obviously-fake-secret"])),
    });
    const { agents, departments, bots, agentAwayStatuses } = demo(new Date()) as Record<string, unknown>;
    await emulator.load({ agents, departments, bots, agentAwayStatuses });
    project.put("site.yaml", text);
    project.write(program.replace(", settings: { ...document.settings, isJoinmeEnabled: true }", ""));
    succeeded(await stack.up());
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    const again = await exportSite({ baseUrl: emulator.url, credentials });
    expect(compactText(again.document)).toBe(text);
    const files = (await stack.backendFiles()).map((file) => readFileSync(file, "utf8"));
    for (const file of files) expect(file).not.toContain("obviously-fake-secret");
    await source.close();
  });

  it("that leaves defaults out may stand in the program, and names a table that there is", async () => {
    const { stack, project, emulator } = await openSite(engine);
    const site = (version: number) => `
      new comm100.LiveChatSite("shop", {
        omitted: "default",
        defaultsVersion: ${version},
        campaigns: [{ name: "Sales", chatWindow: {} }],
      });`;
    project.write(site(99));
    expect((await stack.preview()).output).toContain("`defaultsVersion: 99` is no table of defaults");
    project.write(site(1));
    succeeded(await stack.up());
    const [{ id } = { id: "" }] = await emulator.call<{ id: string }[]>("GET", "/campaigns");
    const window = await emulator.call<object>("GET", `/campaigns/${id}/chatWindow`);
    await emulator.call("PUT", `/campaigns/${id}/chatWindow`, { ...window, customCSS: "body{display:none}" });
    expect(brief(succeeded(await stack.refresh()))).toEqual(["update shop/Sales customCSS"]);
  });

  it("names every secret that is missing, and what the program says comes first", async () => {
    const { stack, project, emulator } = await openSite(engine);
    project.put("site.yaml", "settings: { isJoinmeEnabled: false, isDepartmentEnabled: true }\n");
    project.write(program);
    succeeded(await stack.up());
    expect(await emulator.call("GET", "/settings")).toMatchObject({
      isJoinmeEnabled: true,
      isDepartmentEnabled: true,
    });
    project.put(
      "site.yaml",
      "mobilePush: { androidGcmAPIKey: { secret: NO_SUCH_B }, iosThirdPartyURL: { secret: NO_SUCH_A } }\n",
    );
    const { output } = await stack.preview();
    expect(output).toContain("variables that aren't set: NO_SUCH_A, NO_SUCH_B.");
    project.put("site.yaml", "campaigns: [{ name: Store }]\n");
    project.put("shop.yaml", "site:\n  campaigns:\n    - name: Stor\n");
    project.write('comm100.readSite("site.yaml", { overlay: "shop.yaml" });');
    expect((await stack.preview()).output).toMatch(/shop\.yaml:3:7: .*Did you mean "Store"\?/);
    project.write('comm100.readSite("site.yaml");');
    project.put("site.yaml", "- no\n");
    expect((await stack.preview()).output).toContain("site.yaml is no site document");
  });
});
