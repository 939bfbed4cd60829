import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { objects } from "../../provider/emulator/objects";
import { send, startTestEmulator } from "../support/emulator";

async function emulated() {
  const emulator = await startTestEmulator();
  onTestFinished(() => emulator.close());
  return emulator;
}

describe("fixtures", () => {
  it("put objects into the site with their ids and with what only the service sets", async () => {
    const emulator = await emulated();
    const image = "11111111-2222-3333-4444-555555555555";
    await emulator.load({
      campaigns: [{ id: "c1", name: "Sales", chatButton: { type: "image", imageButtonOnlineImage: image } }],
    });
    expect(await emulator.call("GET", "/campaigns/c1/chatButton")).toMatchObject({
      imageButtonOnlineImage: image,
      imageButtonXOffset: 0,
    });
    const { fields } = await emulator.call<{ fields: unknown[] }>("GET", "/campaigns/c1/preChat");
    expect(fields).toHaveLength(7);
  });

  it.each([
    ["an unknown word", { campains: [] }, "campains is nothing that a site has. Known:"],
    ["no list", { campaigns: {} }, "campaigns must be an array."],
    ["no object", { settings: [] }, "settings must be an object."],
    ["a broken rule", { campaigns: [{ name: "a" }, {}] }, "campaigns[1]: Parameter 'name' is required."],
    [
      "a broken rule within",
      { campaigns: [{ name: "a", chatButton: { type: "round" } }] },
      "campaigns[0].chatButton: Parameter 'type' must be one of",
    ],
    ["an unknown name", "demos", "There are no fixtures"],
  ])("with %s are refused with the place, and nothing of them is kept", async (_, fixtures, message) => {
    const emulator = await emulated();
    await expect(emulator.load(fixtures as object)).rejects.toThrow(message);
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
  });

  it("fill an empty site at the start, and no other", async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), "comm100-emulator-"));
    onTestFinished(() => rmSync(dataDirectory, { recursive: true, force: true }));
    for (const run of ["first", "second"]) {
      const emulator = await startEmulator({ dataDirectory, fixtures: "demo" });
      const { body } = await send(emulator, "GET", "/campaigns");
      expect(body, run).toHaveLength(3);
      await emulator.close();
    }
  });

  it("of the demo have every object in use", async () => {
    const emulator = await emulated();
    await emulator.load("demo");
    const [campaign] = await emulator.call<{ id: string }[]>("GET", "/campaigns");
    const [form] = await emulator.call<{ id: string }[]>("GET", "/secureForms");
    for (const { path, kind, without = [] } of objects) {
      if (without.includes("list")) continue;
      const filled = path
        .replace("/livechat", "")
        .replace(":campaignId", campaign?.id ?? "")
        .replace(":secureFormId", form?.id ?? "");
      const { status, body } = await send(emulator, "GET", filled);
      expect(status, path).toBe(200);
      if (kind === "collection") expect((body as unknown[]).length, path).toBeGreaterThan(0);
    }
  });
});
