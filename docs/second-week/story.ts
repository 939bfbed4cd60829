import { configurationOf } from "../../test/support/command";
import type { TestEmulator } from "../../test/support/emulator";
import { shown, type Week } from "./week";

/** A step of the story: what the page shows of it, between the markers of its name. */
export interface Step {
  name: string;
  carryOut(week: Week): Promise<string>;
}

const config = ({ production, staging }: Week) =>
  JSON.stringify(
    {
      sites: {
        production: siteIn(production, "production"),
        staging: siteIn(staging, "staging"),
      },
    },
    null,
    2,
  );

const siteIn = ({ url }: TestEmulator, name: string) => ({
  baseUrl: url,
  emailEnv: "SITE_EMAIL",
  apiKeyEnv: "SITE_KEY",
  document: "site.yaml",
  overlay: `${name}.overlay.yaml`,
});

/** What was there before there was a repository. */
async function takenOver({ production, repository, inConsole }: Week): Promise<void> {
  for (const name of ["Sales", "Support"]) await production.call("POST", "/campaigns", { name });
  const campaign = await campaignOf(production, "Sales");
  await inConsole(production, `${campaign}/chatButton`, { adaptiveButtonColor: "#0A66C2" });
  await production.call("POST", `${campaign}/invitation/autoInvitations`, {
    name: "Welcome",
    isEnable: true,
    text: "May we help?",
  });
  const targetUrl = "https://hooks.example.com/production";
  await production.call("POST", "/webhooks", { event: "chatEnds", targetUrl });
  repository.put("comm100.config.yaml", configurationOf({ production: { url: production.url } }));
}

async function campaignOf(site: TestEmulator, name: string): Promise<string> {
  const campaigns = await site.call<{ id: string; name: string }[]>("GET", "/campaigns");
  return `/campaigns/${campaigns.find((one) => one.name === name)?.id}`;
}

/** Changes the document as somebody with an editor does. */
function edit({ repository }: Week, file: string, before: string, after: string): void {
  const text = repository.read(file);
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
  repository.put(file, text.replace(before, after));
}

export const story: readonly Step[] = [
  {
    name: "export",
    async carryOut(week) {
      await takenOver(week);
      const exported = await week.run("export --site production --omit-defaults --out site.yaml");
      const [, ...lines] = week.repository.read("site.yaml").trimEnd().split("\n");
      return shown(exported, "$ cat site.yaml", ...lines);
    },
  },
  {
    name: "drift",
    async carryOut(week) {
      const campaign = await campaignOf(week.production, "Sales");
      await week.inConsole(week.production, `${campaign}/chatWindow`, {
        greetingMessage: "Hello! How can we help?",
      });
      return shown(await week.run("drift --document site.yaml --site production --accept"));
    },
  },
  {
    name: "write",
    async carryOut(week) {
      return shown(await week.run("drift --document site.yaml --site production --accept --write"));
    },
  },
  {
    name: "renamed",
    async carryOut(week) {
      edit(week, "site.yaml", "name: Sales", "name: Shop");
      return shown(await week.run("promote --from site.yaml --to production"));
    },
  },
  {
    name: "renamedFrom",
    async carryOut(week) {
      edit(week, "site.yaml", "name: Shop\n", "name: Shop\n    renamedFrom: Sales\n");
      return shown(await week.run("promote --from site.yaml --to production --apply --yes"));
    },
  },
  {
    name: "overlay",
    async carryOut(week) {
      edit(week, "site.yaml", "https://hooks.example.com/production", `\${hooks}`);
      week.repository.put("comm100.config.yaml", config(week));
      week.repository.put(
        "production.overlay.yaml",
        "values:\n  hooks: https://hooks.example.com/production\n",
      );
      week.repository.put(
        "staging.overlay.yaml",
        [
          "values:",
          "  hooks: https://hooks.example.com/staging",
          "site:",
          "  campaigns:",
          "    - name: Shp",
          "      chatButton:",
          '        adaptiveButtonColor: "#FF8800"',
          "",
        ].join("\n"),
      );
      return shown(await week.run("validate site.yaml --site staging"));
    },
  },
  {
    name: "promote",
    async carryOut(week) {
      edit(week, "staging.overlay.yaml", "Shp", "Shop");
      return shown(
        await week.run("validate site.yaml --site staging"),
        await week.run("promote --from site.yaml --to staging"),
      );
    },
  },
  {
    name: "onto",
    async carryOut(week) {
      const campaign = await campaignOf(week.production, "Support");
      await week.inConsole(week.production, `${campaign}/preChat`, { isEnable: true });
      return shown(await week.run("export --onto site.yaml --site production"));
    },
  },
];
