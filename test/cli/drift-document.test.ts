import { expect, it } from "vitest";
import { openDocumentedSite } from "../support/documented-site";

it("comm100 drift of a document reports what was deleted and, when asked, what isn't managed; in every format, and not what is ignored", async () => {
  const { emulator, folder, drift } = await openDocumentedSite();
  const [webhook] = await emulator.call<{ id: string }[]>("GET", "/webhooks");
  await emulator.call("DELETE", `/webhooks/${webhook?.id}`);
  await emulator.call("POST", "/campaigns", { name: "Somebody's" });
  const settings = await emulator.call<{ isJoinmeEnabled: boolean }>("GET", "/settings");
  await emulator.call("PUT", "/settings", { ...settings, isJoinmeEnabled: !settings.isJoinmeEnabled });
  await emulator.forgetRequests();
  const found = await drift("--unmanaged", "--accept");
  expect(found.differences).toMatchObject([
    {
      kind: "Settings",
      change: "changed",
      properties: [
        {
          property: "isJoinmeEnabled",
          left: settings.isJoinmeEnabled,
          right: !settings.isJoinmeEnabled,
          accept: `isJoinmeEnabled: ${!settings.isJoinmeEnabled}`,
        },
      ],
    },
    { kind: "Webhook", change: "missing" },
  ]);
  expect(found.unmanaged.map(({ object }) => object)).toEqual(["campaigns[Somebody's]"]);
  expect(found.managed).toBeLessThan(found.total);
  const written = folder.read("site.yaml").split("\n");
  const line = written[(found.differences[0]?.position.line ?? 0) - 1];
  expect(line).toBe("settings:");
  for (const format of ["text", "markdown", "junit", "sarif"]) {
    const { code, output } = await folder.run(["drift", "--document", "site.yaml", "--format", format]);
    expect([format, code]).toEqual([format, 2]);
    expect(output).toContain("isJoinmeEnabled");
    expect(output).toContain("site.yaml");
  }
  folder.put(".comm100ignore", "# decided by the shop\nsettings.isJoin*\nwebhooks*\n");
  const ignored = await drift();
  expect([ignored.code, ignored.differences]).toEqual([0, []]);
  expect((await emulator.requests()).every((request) => request.startsWith("GET "))).toBe(true);
});

it("comm100 drift --fail-on-unmanaged ends with 2 where an object isn't managed, unless that is ignored", async () => {
  const { emulator, folder } = await openDocumentedSite();
  const drift = (...more: string[]) =>
    folder.run(["drift", "--document", "site.yaml", "--fail-on-unmanaged", ...more]);
  expect((await drift()).code).toBe(0);
  await emulator.call("POST", "/campaigns", { name: "Somebody's" });
  const found = await drift();
  expect([found.code, found.output]).toEqual([
    2,
    expect.stringContaining("not managed: campaigns[Somebody's]"),
  ]);
  expect((await folder.run(["drift", "--document", "site.yaml", "--unmanaged"])).code).toBe(0);
  const ignored = await drift("--ignore", "campaigns[Somebody*");
  expect([ignored.code, ignored.output]).toEqual([0, expect.not.stringContaining("Somebody")]);
});
