import { expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { spellings } from "../support/documented-requests";
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

// The draft names no permission for single words of the translation's exceptions; they are those of the published list.
const stated = spellings.filter(({ resource }) => resource !== "translationExcludedWord");

it("every endpoint asks for what the document names", async () => {
  const emulator = await limitedTo([]);
  for (const { title, method, path, permissions } of stated) {
    const filled = path.replace(/\{\w+\}/g, "any");
    const { status, body } = await send(
      emulator,
      method,
      filled,
      method === "GET" ? undefined : {},
      "/api/v3",
    );
    const words = (body as { message?: string } | undefined)?.message?.split("the permission ")[1];
    const asked = status === 403 ? words?.replace(/\.$/, "").split(" or ") : [];
    expect({ title, asked: asked?.toSorted() }).toEqual({ title, asked: permissions.toSorted() });
  }
});
