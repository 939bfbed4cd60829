import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { coverageOf } from "../../provider/site-document/coverage";
import { exportSite, readSite } from "../../provider/site-document/export";
import { Secret } from "../../provider/site-document/secrets";
import { forComparison } from "../../provider/site-document/to-document";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startTestEmulator();
  await emulator.call("POST", "/campaigns", { name: "Sales" });
});
afterAll(() => emulator.close());

const options = () => ({ baseUrl: emulator.url, credentials });
const live = async () => (await readSite(options())).documentFor(forComparison);

describe("how much of a site is managed", () => {
  it("is every object and nearly every field after an export, and what can't be declared is named", async () => {
    const { document } = await exportSite(options());
    const { objects, fields, unmanaged, unmanagedFields } = coverageOf([document], await live());
    expect([objects.managed, unmanaged]).toEqual([objects.total, []]);
    const named = unmanagedFields.flatMap(({ object, fields: names }) =>
      names.map((name) => `${object.part.definition.name}.${name}`),
    );
    expect(fields.total - fields.managed).toBe(named.length);
    expect(named.toSorted()).toEqual([
      "ChatButton.adaptiveButtonOfflineIcon",
      "ChatButton.adaptiveButtonOnlineIcon",
      "ChatWindow.customSMTPServer",
      "ChatbotIntegration.selectedChatbotId",
      "KBIntegration.selectedKBId",
      "MobilePush.androidGcmAPIKey",
      "MobilePush.iosDevelopmentCertificateFileData",
      "MobilePush.iosDevelopmentCertificatePassword",
      "MobilePush.iosProductionCertificateFileData",
      "MobilePush.iosProductionCertificatePassword",
      "Routing.routeToId",
      "Routing.routeToIdWhenNoRuleMatched",
    ]);
  });

  it("counts the fields that somebody could fill in the console", async () => {
    const { document } = await exportSite(options());
    const [campaign] = document.campaigns as Record<string, Record<string, unknown>>[];
    expect(campaign?.chatWindow).toMatchObject({ customCSS: "", customJS: "", greetingMessage: "" });
    const { customCSS: _, ...chatWindow } = campaign?.chatWindow ?? {};
    const without = { ...document, campaigns: [{ ...campaign, chatWindow }] };
    const shares = [document, without].map((one) => async () => coverageOf([one], await live()));
    const [all, fewer] = await Promise.all(shares.map((share) => share()));
    expect((all?.fields.managed ?? 0) - (fewer?.fields.managed ?? 0)).toBe(1);
    expect(fewer?.unmanagedFields).toContainEqual({
      object: expect.objectContaining({ place: "campaigns[Sales].chatWindow" }),
      fields: expect.arrayContaining(["customCSS"]),
    });
  });

  it("joins what several places declare of one object", async () => {
    const places = ["greetingMessage", "customCSS"].map((name) => ({
      campaigns: [{ name: "Sales", chatWindow: { [name]: "" } }],
    }));
    const both = coverageOf(places, await live());
    const one = coverageOf(places.slice(0, 1), await live());
    expect(both.fields.managed).toBe(one.fields.managed + 1);
  });

  it("joins what several places declare of one nested object", async () => {
    const invitation = (name: string) => ({
      campaigns: [{ name: "Sales", invitation: { manualInvitation: { [name]: 7 } } }],
    });
    const names = ["manualInvitationTextAreaWidth", "manualInvitationTextAreaHeight"];
    const shares = await Promise.all(
      [names, names.slice(0, 1)].map(async (some) => coverageOf(some.map(invitation), await live())),
    );
    expect((shares[0]?.fields.managed ?? 0) - (shares[1]?.fields.managed ?? 0)).toBe(1);
  });

  it("counts every field of a nested object and of a list's entries that nobody declares", async () => {
    const shareOf = async (campaign: object) =>
      coverageOf([{ campaigns: [{ name: "Sales", ...campaign }] }], await live());
    const total = (await shareOf({})).fields.total;
    expect(
      (await shareOf({ preChat: { fields: [] }, invitation: { manualInvitation: {} } })).fields.total,
    ).toBeLessThan(total);
    const { unmanagedFields } = await shareOf({ preChat: {}, invitation: {} });
    const named = unmanagedFields.flatMap(({ fields }) => fields);
    expect(named).toContain("manualInvitation.manualInvitationText");
    expect(named).toContain("fields[0].field.name");
  });

  it("names what nothing tells apart among what isn't managed", async () => {
    const made = await Promise.all(
      [1, 2].map(() => emulator.call<{ id: string }>("POST", "/campaigns", { name: "Twin" })),
    );
    onTestFinished(async () => {
      for (const { id } of made) await emulator.call("DELETE", `/campaigns/${id}`);
    });
    const { document } = await exportSite(options());
    const { objects, unmanaged } = coverageOf([document], await live());
    expect(objects.total - objects.managed).toBe(2);
    expect(unmanaged).toMatchObject([{ place: "campaigns[Twin]", ids: made.map(({ id }) => id) }]);
  });

  it("doesn't count a secret that nobody can compare", async () => {
    const share = async (androidGcmAPIKey: unknown) =>
      coverageOf([{ mobilePush: { androidGcmAPIKey } }], await live()).fields.managed;
    const unknown = new Secret("PUSH_KEY", undefined);
    expect(await share({ secret: "PUSH_KEY" })).toBe(await share(unknown));
    expect(await share(new Secret("PUSH_KEY", "obviously-fake-secret"))).toBe((await share(unknown)) + 1);
  });
});
