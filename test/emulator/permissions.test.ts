import { expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { send } from "../support/emulator";

async function limitedTo(permissions: readonly string[]) {
  const emulator = await startEmulator({ permissions });
  onTestFinished(() => emulator.close());
  return emulator;
}

it("an agent without a permission is refused with 403, in the API's form", async () => {
  const emulator = await limitedTo(["Manage Campaigns"]);
  expect((await send(emulator, "POST", "/campaigns", { name: "Sales" })).status).toBe(201);
  expect(
    await send(emulator, "POST", "/webhooks", { event: "chatEnds", targetUrl: "https://a.example" }),
  ).toMatchObject({
    status: 403,
    body: { code: 403001, message: "The agent lacks the permission Manage Integration." },
  });
});

it("what the documents ask no permission for can be read without any", async () => {
  const emulator = await limitedTo([]);
  expect((await send(emulator, "GET", "/campaigns")).status).toBe(200);
  expect((await send(emulator, "GET", "/settings")).status).toBe(200);
  expect((await send(emulator, "GET", "/webhooks")).status).toBe(403);
});

it("one of several permissions is enough, in any case", async () => {
  const emulator = await limitedTo(["manage integration"]);
  expect((await send(emulator, "PUT", "/settings", {})).status).toBe(200);
});

it("all are held unless told otherwise", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  expect((await send(emulator, "GET", "/webhooks")).status).toBe(200);
});
