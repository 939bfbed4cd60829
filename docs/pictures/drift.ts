import { resolve } from "node:path";
import {
  type CommandFolder,
  commandFolder,
  configurationOf,
  siteVariables,
  terminalMissing,
} from "../../test/support/command";
import { startTestEmulator, type TestEmulator } from "../../test/support/emulator";
import { prompt, type Scene } from "./scene";
import { record } from "./terminal";

const command = "comm100 drift --document site.yaml --site production --accept --quiet";

const document = `customVariables:
  - name: Cart value
    type: decimal
    value: window.shop.cart.total
webhooks:
  - event: chatEnds
    targetUrl: https://hooks.example.com/comm100
campaigns:
  - name: Sales
    chatButton:
      type: adaptive
      adaptiveButtonColor: "#0A66C2"
    invitation:
      autoInvitations:
        - name: Welcome
          text: May we help?
`;

/** A site that was deployed from a document, and changed since then in the control panel. */
export const drift: Scene = {
  name: "drift",
  title: "comm100 drift: a colour and a text were changed on the site, and a webhook was deleted",
  missing: terminalMissing,
  async record() {
    const emulator = await startTestEmulator();
    const folder = commandFolder(siteVariables);
    try {
      await deploy(emulator, folder);
      await changeBehind(emulator);
      const [, ...args] = command.split(" ");
      const built = [process.execPath, resolve(__dirname, "../../dist/cli/main.js"), ...args];
      const { screen } = await record(built, { folder: folder.folder, environment: siteVariables });
      return [...prompt(`npx pulumi-${command}`), ...screen];
    } finally {
      folder.dispose();
      await emulator.close();
    }
  },
};

async function deploy({ url }: TestEmulator, { put, run }: CommandFolder): Promise<void> {
  put("site.yaml", document);
  put("comm100.config.yaml", configurationOf({ production: { url } }));
  const { code, notes } = await run("promote --from site.yaml --to production --apply --yes".split(" "));
  if (code !== 0) throw new Error(notes);
}

async function changeBehind({ call }: TestEmulator): Promise<void> {
  const first = async (path: string) => {
    const [object] = await call<Record<string, unknown>[]>("GET", path);
    return object ?? {};
  };
  const change = async (path: string, fields: object) =>
    call("PUT", path, { ...(await call<object>("GET", path)), ...fields });
  const campaign = `/campaigns/${(await first("/campaigns")).id}`;
  await change(`${campaign}/chatButton`, { adaptiveButtonColor: "#D32F2F" });
  const invitations = `${campaign}/invitation/autoInvitations`;
  await change(`${invitations}/${(await first(invitations)).id}`, { text: "Anything we can do for you?" });
  await call("DELETE", `/webhooks/${(await first("/webhooks")).id}`);
}
