import { describe, expect, it } from "vitest";
import { globOf, matches } from "../../provider/emulator/control/glob";

const isMeant = (pattern: string, path: string) => matches(globOf(pattern), path);

describe("a fault's path", () => {
  it.each([
    ["/livechat/campaigns", "/api/v3/livechat/campaigns"],
    ["/api/v3/livechat/campaigns", "/api/v3/livechat/campaigns"],
    ["/oauth/token", "/oauth/token"],
    ["/LiveChat/Campaigns", "/api/v3/livechat/campaigns"],
    ["/livechat/*", "/api/v3/livechat/campaigns"],
    ["/livechat/campaigns/*/chatButton", "/api/v3/livechat/campaigns/4f/chatbutton"],
    ["/livechat/camp*", "/api/v3/livechat/campaigns"],
    ["/**", "/api/v3/livechat/campaigns/4f/chatbutton"],
    ["/livechat/**", "/api/v3/livechat/"],
    ["/livechat/**/chatButton", "/api/v3/livechat/campaigns/4f/chatbutton"],
    ["/livechat/a.b(c)+[d]?", "/api/v3/livechat/a.b(c)+[d]?"],
  ])("%s means %s", (pattern, path) => {
    expect(isMeant(pattern, path)).toBe(true);
  });

  it.each([
    ["/livechat/*", "/api/v3/livechat/campaigns/4f"],
    ["/livechat/*", "/api/v3/livechat/"],
    ["/livechat/campaigns", "/api/v3/livechat/campaigns/4f"],
    ["/livechat/campaigns", "/api/v3/livechat/campaign"],
    ["/livechat/a.b", "/api/v3/livechat/axb"],
  ])("%s doesn't mean %s", (pattern, path) => {
    expect(isMeant(pattern, path)).toBe(false);
  });

  it("of many stars is compared at once", () => {
    const started = performance.now();
    expect(isMeant(`/${"**a".repeat(100)}`, `/${"a".repeat(2000)}/b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
