import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { brief, openSite, succeeded } from "../support/site";

const program = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });
  new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello" });
  new comm100.CustomVariable("cart", { name: "Cart", type: "text" });
  new comm100.Webhook("archive", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });
`;

const collections = [
  "/campaigns",
  "/campaigns/*/invitation/autoInvitations",
  "/customVariables",
  "/webhooks",
];

const faults = [
  { reset: "before" },
  { reset: "after" },
  ...[500, 502, 503, 504].map((status) => ({ status, when: "after" })),
  ...[429, 502, 503, 504].map((status) => ({ status, when: "before" })),
];

describe("when every creation meets a fault", () => {
  it.each(faults)("creates each object once: %j", async (fault) => {
    const { emulator, apply, find, stack } = await openSite(findEngine(), {
      environment: { COMM100_TIMEOUT_SECONDS: "2" },
    });
    for (const path of collections) await emulator.fault({ method: "POST", path, fault });
    await emulator.fault({ method: "PUT", path: "/campaigns/*/chatButton", fault: { reset: "after" } });
    await apply(program);
    const { id } = await find("/campaigns");
    for (const path of collections) await find(path.replace("*", String(id)));
    expect(await emulator.call("GET", `/campaigns/${id}/chatButton`)).toMatchObject({ type: "image" });
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
  });

  it("creates each object once when the service is slower than the time limit", async () => {
    const { emulator, apply, find } = await openSite(findEngine(), {
      environment: { COMM100_TIMEOUT_SECONDS: "1" },
    });
    for (const path of collections) await emulator.fault({ method: "POST", path, fault: { delayMs: 1500 } });
    await apply(program);
    const { id } = await find("/campaigns");
    for (const path of collections) await find(path.replace("*", String(id)));
  });

  it("says what to do when the service fails for good, and the next run finishes", async () => {
    const { emulator, project, stack, apply, find } = await openSite(findEngine());
    await emulator.fault({
      method: "POST",
      path: "/customVariables",
      times: 9,
      fault: { status: 500, when: "before" },
    });
    project.write(program);
    const failed = await stack.up();
    expect(failed.succeeded).toBe(false);
    const errors = failed.diagnostics.filter((one) => one.severity === "error").map((one) => one.message);
    expect(errors.join()).toContain("POST /api/v3/livechat/customVariables answered 500");
    await fetch(`${emulator.url}/_emulator/faults`, { method: "DELETE" });
    await apply(program);
    await find("/customVariables");
    await find("/webhooks");
  });
});
