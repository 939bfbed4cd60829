import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import type { TestEmulator } from "../support/emulator";
import { brief, openSite, succeeded } from "../support/site";
import { whatIsOn } from "../support/site-and-state";

/** An object of each collection. */
const program = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image" });
  new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello" });
  new comm100.CustomRule("rule", { campaignId: sales.id, name: "Rule" });
  new comm100.CampaignFormField("size", { campaignId: sales.id, form: "preChat", field: { name: "Size", type: "textBox" } });
  new comm100.CustomVariable("cart", { name: "Cart", type: "text" });
  new comm100.Webhook("archive", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });
  new comm100.CustomerSegment("vip", { name: "VIP", conditions: [{ field: "City", operator: "contains", value: "Oslo" }] });
  new comm100.Ban("ban", { type: "ip", ip: "192.0.2.1" });
  new comm100.ConversionAction("order", { name: "Order", type: "url" });
  const payment = new comm100.SecureForm("payment", { name: "Payment" });
  new comm100.SecureFormField("iban", { secureFormId: payment.id, name: "iban", displayName: "IBAN", type: "text" });
`;

/** In seconds, of one request. */
const timeLimit = 2;

/** What happens to the first write of each: to every one something else, so that one run meets all. */
const faults = {
  "POST /campaigns": { reset: "after" },
  "POST /campaigns/*/invitation/autoInvitations": { reset: "before" },
  "POST /campaigns/*/routing/customRules": { status: 500, when: "after" },
  "POST /campaigns/*/preChat/campaignFormFields": { status: 502, when: "after" },
  "POST /customVariables": { status: 503, when: "after" },
  "POST /webhooks": { status: 504, when: "after" },
  "POST /customerSegments": { status: 429, when: "before" },
  "POST /bans": { status: 502, when: "before" },
  "POST /conversionActions": { status: 503, when: "before" },
  "POST /secureForms": { status: 504, when: "before" },
  // Slower than the time limit: it is carried out when nobody waits for it any more.
  "POST /secureForms/*/secureFormFields": { delayMs: timeLimit * 1000 + 500 },
  "PUT /campaigns/*/chatButton": { reset: "after" },
};

describe("when every creation meets a fault", () => {
  it("creates each object once, whatever the fault", async () => {
    const undisturbed = await openSite(findEngine());
    await undisturbed.apply(program);
    const { emulator, apply, stack } = await openSite(findEngine(), {
      environment: { COMM100_TIMEOUT_SECONDS: String(timeLimit), COMM100_LOOK_UP_SECONDS: "0.2" },
    });
    for (const [write, fault] of Object.entries(faults)) {
      const [method = "", path = ""] = write.split(" ");
      await emulator.fault({ method, path, fault });
    }
    await apply(program);
    // What is slow is answered in the end, to nobody.
    const failing = Object.entries(faults).flatMap(([write, fault]) => ("delayMs" in fault ? [] : write));
    expect(await failuresOn(emulator)).toEqual(failing.sort());
    expect(await whatIsOn(emulator)).toEqual(await whatIsOn(undisturbed.emulator));
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
  });

  it("says what to do when the service fails for good, and the next run finishes", async () => {
    const { emulator, project, stack, apply, find } = await openSite(findEngine(), {
      environment: { COMM100_LOOK_UP_SECONDS: "0.2" },
    });
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

/** The requests that were refused or cut, in the form of the faults. */
async function failuresOn({ url }: TestEmulator): Promise<string[]> {
  const log = (await (await fetch(`${url}/_emulator/requests`)).json()) as LoggedRequest[];
  return log
    .filter(({ status }) => status === null || status >= 400)
    .map(
      ({ method, path }) =>
        `${method} ${path.replace("/api/v3/livechat", "").replace(/[0-9a-f-]{36}/g, "*")}`,
    )
    .sort();
}

interface LoggedRequest {
  method: string;
  path: string;
  status: number | null;
}
