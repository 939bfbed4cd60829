import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { withoutDefaults } from "../../provider/site-document/defaults/compact";
import { withDefaults } from "../../provider/site-document/defaults/filled";
import { newestTable } from "../../provider/site-document/defaults/tables";
import { noOverlay, readOverlay } from "../../provider/site-document/overlay";
import { resolved } from "../../provider/site-document/resolved";
import { readSource } from "../../provider/site-document/source";

const folder = mkdtempSync(join(tmpdir(), "comm100-defaults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const form = "omitted: default\ndefaultsVersion: 1\n";
const read = (text: string) => readSource(put("site.yaml", text));

describe("a document that leaves defaults out", () => {
  it("manages every field that has an effect, at its default", () => {
    const {
      written: { document },
    } = resolved(read(`${form}campaigns:\n  - name: Sales\n    chatButton: {}\n`), noOverlay);
    const [sales] = document.campaigns as { description: string; chatButton: Record<string, unknown> }[];
    expect(sales).toMatchObject({ name: "Sales", description: "", language: "English" });
    expect(sales?.chatButton).toMatchObject({
      type: "adaptive",
      allowedDomains: [],
      isHideWhenOffline: false,
    });
    expect(sales?.chatButton).not.toHaveProperty("textLinkButtonText");
  });

  it("adds no object, and none of a list whose entries it has as objects of their own", () => {
    const source = read(
      `${form}campaigns:\n  - name: Sales\n    preChat: {}\n    invitation: {}\n    campaignFormFields:\n      - form: preChat\n        field: { name: Order }\n`,
    );
    const [sales] = withDefaults(source.document, newestTable).campaigns as Record<string, object>[];
    expect(sales).not.toHaveProperty("chatButton");
    expect(sales?.preChat).not.toHaveProperty("fields");
    expect(sales?.preChat).toHaveProperty("isEnable", false);
    expect(sales?.invitation).toHaveProperty("autoInvitations", []);
  });

  it("doesn't manage what is null, whose effect on other fields is that of nothing", () => {
    const site = { campaigns: [{ name: "Sales", chatButton: { type: null, adaptiveButtonColor: null } }] };
    const [sales] = withDefaults(site, newestTable).campaigns as { chatButton: object }[];
    expect(sales?.chatButton).not.toHaveProperty("type");
    expect(sales?.chatButton).not.toHaveProperty("adaptiveButtonColor");
    expect(sales?.chatButton).toHaveProperty("isHideWhenOffline", false);
  });

  it("takes its overlay first: what has an effect there has its default there", () => {
    const overlay = readOverlay(
      put("overlay.yaml", "site:\n  campaigns:\n    - name: Sales\n      chatButton: { type: textLink }\n"),
    );
    const {
      written: { document },
    } = resolved(read(`${form}campaigns:\n  - name: Sales\n    chatButton: {}\n`), overlay);
    const [sales] = document.campaigns as { chatButton: object }[];
    expect(sales?.chatButton).toHaveProperty("textLinkButtonText", "");
    expect(sales?.chatButton).not.toHaveProperty("adaptiveButtonColor");
  });

  it("warns of nothing that nobody has written", () => {
    const { problems } = resolved(read(`${form}campaigns:\n  - name: Sales\n    preChat: {}\n`), noOverlay);
    expect(problems).toEqual([]);
  });

  it.each([
    ["omitted: default\n", ":1:1: `omitted: default` doesn't say which defaults: add `defaultsVersion: 1`"],
    [
      "omitted: defaults\ndefaultsVersion: 1\n",
      ':1:1: `omitted` can only be `default`, or left out. Did you mean "default"?',
    ],
    [
      "omitted: default\ndefaultsVersion: 99\n",
      ":1:1: `defaultsVersion: 99` is no table of defaults that this release has (1)",
    ],
    ["defaultsVersion: 1\n", "`defaultsVersion` has no effect without `omitted: default`"],
    [`whole: true\n${form}`, ":2:1: `omitted: default` and `whole: true` contradict each other"],
  ])("is refused where it says %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

it("a value is left out only where it comes back, even where a value that has no effect is another", () => {
  // A header has an effect with the style classic only; that of the site was chosen before its style.
  const whole = { campaigns: [{ name: "Sales", chatWindow: { style: "circle", isAvatarDisplayed: true } }] };
  const compact = withoutDefaults(whole, newestTable);
  expect(withDefaults(compact, newestTable)).toEqual(whole);
  expect(compact.campaigns).toEqual([
    {
      name: "Sales",
      description: null,
      language: null,
      chatWindow: expect.objectContaining({ style: "circle", isTitleDisplayed: null }),
    },
  ]);
});
