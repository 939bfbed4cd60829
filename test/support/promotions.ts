import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { documentText } from "../../provider/site-document/text";
import { commandFolder, configurationOf, siteVariables } from "./command";
import { startTestEmulator, type TestEmulator } from "./emulator";
import { whatIsOn } from "./site-and-state";

const campaign = (name: string) => ({
  name,
  chatButton: { type: "image", isHideWhenOffline: true },
  invitation: { autoInvitations: [{ name: `Hello from ${name}`, text: "May we help?" }] },
});
export const deletable = {
  campaigns: ["Sales", "Support", "Store"].map(campaign),
  customVariables: ["Cart", "Basket", "Order", "Visit"].map((name) => ({ name, type: "text" })),
  webhooks: [{ event: "chatEnds", targetUrl: "https://hooks.example.com/chats" }],
};
/** The API can't delete a conversion action. */
export const all = {
  ...deletable,
  conversionActions: [{ name: "Order", type: "url", operator: "contains", value: "/thanks" }],
};

/** A folder with the document and a target at an address; all is ended and removed after the test. */
export function folderFor(url: string) {
  const folder = commandFolder(siteVariables);
  onTestFinished(() => folder.dispose());
  folder.put("site.yaml", documentText(deletable, "yaml"));
  folder.put("comm100.config.yaml", configurationOf({ production: { url } }));
  return folder;
}

export const apply = ["promote", "--from", "site.yaml", "--to", "production", "--apply", "--yes"];

export async function emptySite(): Promise<TestEmulator> {
  const emulator = await startTestEmulator();
  onTestFinished(() => emulator.close());
  return emulator;
}

/** What one promotion alone makes of an empty site. */
export async function alone() {
  const emulator = await emptySite();
  const { code, notes } = await folderFor(emulator.url).run(apply);
  expect([code, notes]).toEqual([0, expect.anything()]);
  return whatIsOn(emulator);
}

/** Two promotions of one document to one site. A run after both finds nothing to do, or does the rest. */
export async function makesEachObjectOnce(delay: number): Promise<void> {
  const expected = await alone();
  const emulator = await emptySite();
  const folders = [folderFor(emulator.url), folderFor(emulator.url)];
  const ended = await Promise.all(
    folders.map(async (folder, index) => {
      await sleep(index * delay);
      return folder.run(apply);
    }),
  );
  // One of them may be told that the other is in the way. A run after both has to find nothing to do, or do the rest.
  expect(ended.every(({ code }) => code === 0 || code === 1)).toBe(true);
  const { code, notes } = await folderFor(emulator.url).run(apply);
  expect([code, notes]).toEqual([0, expect.anything()]);
  expect(await whatIsOn(emulator)).toEqual(expected);
}
