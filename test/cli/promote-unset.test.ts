import { expect, it, onTestFinished } from "vitest";
import { commandFolder, configurationOf, siteVariables } from "../support/command";
import { startTestEmulator } from "../support/emulator";

it("promote changes an object whose unset fields the service answers as empty texts", async () => {
  const emulator = await startTestEmulator();
  const folder = commandFolder(siteVariables);
  onTestFinished(async () => {
    folder.dispose();
    await emulator.close();
  });
  const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
  const address = `/campaigns/${id}/offlineMessage`;
  const before = await emulator.call<Record<string, unknown>>("GET", address);
  expect(before.customOfflineMessagePageURL).toBe("");
  folder.put(
    "site.yaml",
    "campaigns:\n  - name: Sales\n    offlineMessage:\n      greetingMessage: We are closed.\n",
  );
  folder.put("comm100.config.yaml", configurationOf({ production: { url: emulator.url } }));
  const { code, notes } = await folder.run([
    "promote",
    "--from",
    "site.yaml",
    "--to",
    "production",
    "--apply",
    "--yes",
  ]);
  expect([code, notes]).toEqual([0, expect.anything()]);
  expect(await emulator.call("GET", address)).toEqual({ ...before, greetingMessage: "We are closed." });
});
