import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { commandFolder, siteVariables } from "../support/command";
import { startTestEmulator } from "../support/emulator";
import { peopleOf } from "../support/random-site";

const document = `# What all shops have.
settings: # of all
  isJoinmeEnabled: false
webhooks:
  - event: chatEnds
    targetUrl: \${hooks}/ended # the archive
campaigns:
  # The first one
  - name: Store
    description: "Questions"   # before an order
    chatButton: { type: adaptive, adaptiveButtonColor: "\${brand}" }
    chatWindow:
      customCSS: ""
    invitation:
      autoInvitations:
        - name: Welcome
          text: May we help?
    routing:
      type: simple
      isEnable: true
      routeTo: department
      routeToId: { department: Sales }
  # Helpers
  - name: Help
    description: \${brand} of \${hooks}
`;

const overlay = `values:
  brand: "#0A66C2" # ours
  hooks: https://hooks.example.com
references: { department: { Sales: Sales (shop), Repairs: Repairs (shop) } }
site:
  campaigns:
    - name: Store
      invitation: { autoInvitations: [ { name: Welcome, text: "Hi!" } ] }
`;

const people = peopleOf(7, "aaaaaaaa", { agents: ["ann"], departments: ["Sales (shop)", "Repairs (shop)"] });

/** A site as its shared document and its overlay have it, and another site with the same document. */
async function openSharedSite() {
  const emulator = await startTestEmulator();
  await emulator.load(people);
  const folder = commandFolder(siteVariables);
  onTestFinished(async () => {
    folder.dispose();
    await emulator.close();
  });
  const site = {
    baseUrl: emulator.url,
    emailEnv: "SITE_EMAIL",
    apiKeyEnv: "SITE_KEY",
    document: "site.yaml",
  };
  folder.put(
    "comm100.config.yaml",
    JSON.stringify({
      sites: {
        production: { ...site, overlay: "production.overlay.yaml" },
        staging: { ...site, overlay: "staging.overlay.yaml" },
      },
    }),
  );
  folder.put("site.yaml", document);
  folder.put("production.overlay.yaml", overlay);
  folder.put("staging.overlay.yaml", overlay.replace("Hi!", "Hello!").replace("#0A66C2", "#00FF00"));
  const promoted = await folder.run([..."promote --from site.yaml --to production --apply --yes".split(" ")]);
  if (promoted.code !== 0) throw new Error(promoted.output + promoted.notes);
  const campaigns = await emulator.call<{ id: string; name: string }[]>("GET", "/campaigns");
  const pathOf = (name: string) => `/campaigns/${campaigns.find((one) => one.name === name)?.id}`;
  const change = async (path: string, changes: object) => {
    const before = await emulator.call<object>("GET", path);
    await emulator.call("PUT", path, { ...before, ...changes });
  };
  const drift = async (...more: string[]) => {
    const ran = await folder.run(["drift", "--document", "site.yaml", "--site", "production", ...more]);
    return ran;
  };
  return { emulator, folder, drift, change, store: pathOf("Store"), help: pathOf("Help") };
}

describe("drift --accept of a shared document", () => {
  it("names the one place for each difference: in the document, its overlay or a value of that, and the sites that it changes", async () => {
    const { emulator, change, store, drift, folder } = await openSharedSite();
    expect((await drift()).output).toContain("no differences");
    await change(store, { description: "Orders" });
    await change(`${store}/chatButton`, { adaptiveButtonColor: "#B3261E" });
    await change(`${store}/chatWindow`, { customCSS: "body{display:none}" });
    const [invitation] = await emulator.call<{ id: string }[]>("GET", `${store}/invitation/autoInvitations`);
    await change(`${store}/invitation/autoInvitations/${invitation?.id}`, { text: "Welcome!" });
    const text = await drift("--accept");
    expect(text.code).toBe(2);
    expect(text.output).toContain('site.yaml:10:5  description: "Orders"'.replace(/"/g, ""));
    const { output } = await drift("--accept", "--json");
    const found = JSON.parse(output) as {
      differences: { object: string; properties: { property: string; position: object }[] }[];
    };
    const accepted = found.differences.flatMap(({ object, properties }) =>
      properties.map(({ property, ...one }) => [`${object}.${property}`, one] as const),
    );
    expect(Object.fromEntries(accepted)).toMatchObject({
      "campaigns[Store].description": {
        position: { file: "site.yaml", line: 10, column: 5 },
        accept: "description: Orders",
        acceptAt: { file: "site.yaml", line: 10, column: 5 },
        alsoChanges: ["staging"],
      },
      "campaigns[Store].chatButton.adaptiveButtonColor": {
        position: { file: "production.overlay.yaml", line: 2, column: 3 },
      },
      "campaigns[Store].chatWindow.customCSS": {
        acceptAt: { file: "site.yaml", line: 13, column: 7 },
        alsoChanges: ["staging"],
      },
      "campaigns[Store].invitation.autoInvitations[Welcome].text": {
        position: { file: "production.overlay.yaml", line: 8 },
        accept: "text: Welcome!",
        acceptAt: { file: "production.overlay.yaml", line: 8 },
      },
    });
    const before = [folder.read("site.yaml"), folder.read("production.overlay.yaml")];
    // The colour is in a text beside another value, which hasn't changed.
    const refused = await drift("--accept", "--write");
    expect(refused.code).toBe(1);
    expect(refused.notes).toMatch(
      /nothing was written, as this can't be accepted:\n {2}production\.overlay\.yaml:2:3: campaigns\[0\]\.chatButton\.adaptiveButtonColor is made with \$\{brand\}, and no value of it gives every text/,
    );
    expect([folder.read("site.yaml"), folder.read("production.overlay.yaml")]).toEqual(before);
  });

  it("--write makes the change with every other line as it was, shows it, and leaves no difference", async () => {
    const { emulator, change, store, help, drift, folder } = await openSharedSite();
    await change(store, { description: "Orders: now" });
    const [hook] = await emulator.call<{ id: string }[]>("GET", "/webhooks");
    await emulator.call("DELETE", `/webhooks/${hook?.id}`);
    await emulator.call("DELETE", help);
    await change(`${store}/chatButton`, { adaptiveButtonColor: "#B3261E" });
    await change(`${store}/chatWindow`, { customCSS: "body{display:none}" });
    await change(`${store}/routing`, { routeToId: people.departments[1]?.id });
    const first = await drift("--accept", "--write");
    expect([first.code, first.notes]).toEqual([
      0,
      expect.stringContaining("Changed site.yaml and production.overlay.yaml."),
    ]);
    expect(first.output).toContain('-  brand: "#0A66C2" # ours\n+  brand: "#B3261E" # ours\n');
    expect(folder.read("site.yaml")).toBe(
      document
        .replace('"Questions"   #', '"Orders: now"   #')
        .replace('customCSS: ""', 'customCSS: "body{display:none}"')
        .replace("department: Sales", "department: Repairs")
        .replace(/webhooks:[\s\S]*archive\n/, "webhooks: []\n")
        .replace(/ {2}# Helpers[\s\S]*$/, ""),
    );
    expect(folder.read("production.overlay.yaml")).toBe(overlay.replace("#0A66C2", "#B3261E"));
    const again = await drift("--accept", "--write");
    expect([again.code, again.output]).toEqual([0, expect.stringContaining("no differences")]);
    expect(again.notes).toContain("Nothing to accept, and nothing was written.");
    expect(parse(folder.read("site.yaml"))).toMatchObject({ campaigns: [{ name: "Store" }] });
  });

  it("--write takes over what has an effect only now, also in a document that leaves out defaults", async () => {
    const { folder, change, store, drift } = await openSharedSite();
    folder.put("site.yaml", `omitted: default # short\ndefaultsVersion: 1\n${document}`);
    const applied = await folder.run("promote --from site.yaml --to production --apply --yes".split(" "));
    expect(applied.code).toBe(0);
    expect((await drift()).output).toContain("no differences");
    await change(`${store}/chatButton`, { type: "textLink", textLinkButtonText: "Chat!" });
    await change(`${store}/chatWindow`, { customCSS: "a{}", title: "Ours" });
    const ran = await drift("--accept", "--write");
    expect([ran.code, ran.notes]).toEqual([0, expect.stringContaining("Changed site.yaml.")]);
    const written = parse(folder.read("site.yaml")) as { campaigns: object[] };
    expect(written.campaigns[0]).toMatchObject({
      chatButton: { type: "textLink", textLinkButtonText: "Chat!" },
      chatWindow: { customCSS: "a{}" },
    });
    expect(folder.read("site.yaml")).toMatch(/^omitted: default # short\ndefaultsVersion: 1\n# What all/);
    expect((await drift()).output).toContain("no differences");
  });

  it("--write refuses secrets, and names the variable that brings each", async () => {
    const { drift, folder, change } = await openSharedSite();
    const secret = "mobilePush: { androidType: GCM, androidGcmAPIKey: { secret: PUSH_KEY } }\n";
    folder.put("site.yaml", folder.read("site.yaml") + secret);
    await change("/mobilePush", { androidType: "GCM", androidGcmAPIKey: "obviously-fake-live" });
    const ran = await folder.run("drift --document site.yaml --site production --accept --write".split(" "), {
      PUSH_KEY: "obviously-fake-own",
    });
    expect(ran.code).toBe(1);
    expect(ran.notes).toContain(
      "site.yaml:26:33: mobilePush.androidGcmAPIKey is a secret: set the environment variable PUSH_KEY to the new one",
    );
    expect(ran.output + ran.notes).not.toContain("obviously-fake");
    expect(folder.read("site.yaml")).toBe(document + secret);
    expect((await drift()).code).toBe(0);
  });

  it("--write refuses to be without --accept or a document", async () => {
    const { drift, folder } = await openSharedSite();
    expect((await drift("--write")).notes).toContain("--write goes with --accept and --document");
    const stack = await folder.run(["drift", "--stack", "a", "--accept", "--write"]);
    expect([stack.code, stack.notes]).toEqual([
      1,
      expect.stringContaining("--write goes with --accept and --document"),
    ]);
  });
});

describe("a shared document", () => {
  it("is taken through the overlay of the site that a command speaks of, and names are no difference", async () => {
    const { folder } = await openSharedSite();
    const same = await folder.run(["diff", "site.yaml", "production"]);
    expect(same.output).not.toContain("campaigns[Store] (Campaign): only");
    expect(same.output).not.toMatch(/targetUrl|adaptiveButtonColor|routeToId|May we help/);
    const again = await folder.run("promote --from site.yaml --to production".split(" "));
    expect([again.code, again.output]).toEqual([0, expect.stringContaining("0 to create, 0 to update")]);
    const other = await folder.run("promote --from site.yaml --to staging --format json".split(" "));
    expect(other.output).toContain("Hello!");
    expect(other.output).toContain("staging.overlay.yaml");
  });

  it("keeps its names, values and comments when a promotion writes it; what differs goes into the site's overlay", async () => {
    const { folder } = await openSharedSite();
    const source = document
      .replace('"Questions"   #', '"Orders"   #')
      .replace("text: May we help?", "text: May we help?\n          isEnable: true");
    folder.put("next.yaml", source.replace('customCSS: ""', "customCSS: a{}"));
    const ran = await folder.run(
      "promote --from next.yaml --to production --yes --document site.yaml".split(" "),
    );
    expect([ran.code, ran.notes]).toEqual([0, expect.stringContaining("Updated production.overlay.yaml.")]);
    expect(folder.read("site.yaml")).toBe(document);
    const written = parse(folder.read("production.overlay.yaml")) as object;
    expect(written).toMatchObject({
      site: { campaigns: [{ name: "Store", description: "Orders", chatWindow: { customCSS: "a{}" } }] },
    });
    expect(folder.read("production.overlay.yaml")).toContain('brand: "#0A66C2" # ours');
    const valid = await folder.run("validate site.yaml --site production".split(" "));
    expect([valid.code, valid.output]).toEqual([0, expect.not.stringContaining("error")]);
    const again = await folder.run("promote --from site.yaml --to production --apply --yes".split(" "));
    expect(again.code).toBe(0);
    expect((await folder.run("diff next.yaml production".split(" "))).output).not.toContain("customCSS");
  });

  it("export --onto brings it and the site's overlay up to the site: new objects, gone ones and values that differ", async () => {
    const { folder, emulator, change, store, help, drift } = await openSharedSite();
    const onto = () => folder.run("export --onto site.yaml --site production".split(" "));
    const same = await onto();
    expect([same.code, same.notes]).toEqual([0, expect.stringContaining("Nothing was written.")]);
    await change(store, { description: "Orders" });
    await emulator.call("DELETE", help);
    await emulator.call("POST", "/campaigns", { name: "Fair", description: `In May: \${x}` });
    const ran = await onto();
    expect([ran.code, ran.notes]).toEqual([
      0,
      expect.stringContaining("Updated production.overlay.yaml to what"),
    ]);
    expect(ran.output).toContain("+    - name: Help\n+      removed: true\n");
    expect(folder.read("site.yaml")).toBe(document);
    expect((await drift()).output).toContain("no differences");
    expect((await onto()).notes).toContain("Nothing was written.");
    const refused = await folder.run("export --onto site.yaml --out other.yaml".split(" "));
    expect([refused.code, refused.notes]).toEqual([1, expect.stringContaining("goes without --out")]);
  });

  it("that no other site has takes over everything itself", async () => {
    const { folder, emulator, change, store } = await openSharedSite();
    const { sites } = JSON.parse(folder.read("comm100.config.yaml")) as { sites: Record<string, object> };
    folder.put("comm100.config.yaml", JSON.stringify({ sites: { production: sites.production } }));
    await change(store, { description: "Orders" });
    await emulator.call("POST", "/campaigns", { name: "Fair" });
    const ran = await folder.run("export --onto site.yaml --site production".split(" "));
    expect([ran.code, ran.notes]).toEqual([0, expect.stringContaining("Updated site.yaml to what")]);
    expect(folder.read("production.overlay.yaml")).toBe(overlay);
    expect(folder.read("site.yaml")).toContain('description: "Orders"   # before an order');
    expect(folder.read("site.yaml")).toContain("  - name: Fair\n");
    expect((await folder.run("export --onto site.yaml --site production".split(" "))).notes).toContain(
      "Nothing was written.",
    );
  });
});
