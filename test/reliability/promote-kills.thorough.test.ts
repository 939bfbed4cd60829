import { describe, expect, it, onTestFinished } from "vitest";
import { documentText } from "../../provider/site-document/text";
import { commandFolder, configurationOf, signalsMissing, siteVariables } from "../support/command";
import { startTestEmulator } from "../support/emulator";
import { openGate } from "../support/gate";
import { momentsIn } from "../support/killing";
import { needs } from "../support/needs";
import { whatIsOn } from "../support/site-and-state";

/** How often it is killed. Forty times take a minute: npm run test:crashes. */
const times = Number(process.env.COMM100_TEST_CRASHES ?? 6);

const document = documentText(
  {
    campaigns: ["Sales", "Support", "Store"].map((name) => ({
      name,
      chatButton: { type: "image", isHideWhenOffline: true },
      preChat: { greetingMessage: `Welcome to ${name}` },
      invitation: { autoInvitations: [{ name: `Hello from ${name}`, text: "May we help?" }] },
    })),
    customVariables: ["Cart", "Basket", "Order", "Visit"].map((name) => ({ name, type: "text" })),
    webhooks: [1, 2].map((number) => ({
      event: "chatEnds",
      targetUrl: `https://hooks${number}.example.com/chats`,
    })),
    conversionActions: [{ name: "Order", type: "url", operator: "contains", value: "/thanks" }],
    bans: [1, 2, 3, 4].map((number) => ({ type: "ip", ip: `192.0.2.${number}` })),
  },
  "yaml",
);

/** A folder, and a gate in front of an empty site; all is ended and removed after the test. */
async function openTarget() {
  const emulator = await startTestEmulator();
  const gate = await openGate();
  const folder = commandFolder(siteVariables);
  onTestFinished(async () => {
    folder.dispose();
    await gate.close();
    await emulator.close();
  });
  folder.put("site.yaml", document);
  folder.put("comm100.config.yaml", configurationOf({ production: gate }));
  gate.watch(emulator.url);
  return { emulator, gate, folder };
}

const args = ["promote", "--from", "site.yaml", "--to", "production", "--apply", "--yes"];

describe("comm100 promote --apply", needs(signalsMissing), () => {
  it("is finished by the next run whenever it was killed, without a duplicate", {
    timeout: 60_000 + times * 20_000,
  }, async () => {
    const undisturbed = await openTarget();
    expect((await undisturbed.folder.run(args)).code).toBe(0);
    const { writes } = undisturbed.gate;
    const expected = await whatIsOn(undisturbed.emulator);
    for (const moment of momentsIn(writes, times)) {
      const { emulator, gate, folder } = await openTarget();
      const child = folder.start(args);
      const ended = new Promise<NodeJS.Signals | null>((resolve) =>
        child.once("close", (_, signal) => resolve(signal)),
      );
      gate.watch(emulator.url, moment, () => child.kill("SIGKILL"));
      expect([moment, await ended]).toEqual([moment, "SIGKILL"]);
      await gate.idle();
      gate.watch(emulator.url);
      const { code, notes } = await folder.run(args);
      expect([moment, code, notes]).toEqual([moment, 0, expect.anything()]);
      expect(await whatIsOn(emulator)).toEqual(expected);
    }
    console.log(
      `promote --apply (${writes} writes): ${times} of ${times} kills finished by the next run, 0 duplicates, nothing lost`,
    );
  });
});
