import { expect, it, onTestFinished } from "vitest";
import { commandFolder, configurationOf, siteVariables } from "../support/command";
import { startTestEmulator } from "../support/emulator";

it.each([
  ["that writes every field", []],
  ["that leaves defaults out", ["--omit-defaults"]],
])("what somebody puts into an empty field is drift from an export %s", async (_form, options) => {
  const emulator = await startTestEmulator();
  const folder = commandFolder(siteVariables);
  onTestFinished(async () => {
    folder.dispose();
    await emulator.close();
  });
  folder.put("comm100.config.yaml", configurationOf({ production: { url: emulator.url } }));
  const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
  expect((await folder.run(["export", "--site", "production", "--out", "site.yaml", ...options])).code).toBe(
    0,
  );
  expect((await folder.run(["validate", "site.yaml"])).code).toBe(0);
  const drift = () => folder.run(["drift", "--document", "site.yaml", "--site", "production", "--unmanaged"]);
  const before = await drift();
  expect(before.code).toBe(0);
  expect(before.output).toMatch(/Under management: 9\d % of the fields \(\d+ of \d+\), (\d+) of \1 objects/);
  expect(before.output).toContain("fields of managed objects that nobody manages");

  const address = `/campaigns/${id}/chatWindow`;
  const window = await emulator.call<object>("GET", address);
  await emulator.call("PUT", address, { ...window, customCSS: "body{display:none}" });
  const after = await drift();
  expect(after.code).toBe(2);
  expect(after.output).toContain("customCSS");
});
