import fc from "fast-check";
import { expect, it } from "vitest";
import { shownAddress, withShownAddresses } from "../../provider/text/address";

it.each([
  ["https://hooks.example.com/comm100/chat-ended-2024?site=eu", undefined],
  ["https://hooks.example.com:8443/v2/api3/chatEndedWebhookReceiverHandler?keyword=dog#top", undefined],
  ["https://user:hush@hooks.example.com/", "https://[secret]@hooks.example.com/"],
  ["https://hush@hush@hooks.example.com", "https://[secret]@hooks.example.com"],
  ["https://x.example.com/?token=hush&site=eu", "https://x.example.com/?token=[secret]&site=eu"],
  ["https://x.example.com/?apiKey=1;sig=2&a", "https://x.example.com/?apiKey=[secret];sig=[secret]&a"],
  ["https://x.example.com/a#access_token=hush", "https://x.example.com/a#access_token=[secret]"],
  [
    "https://hooks.example.com/services/T000/B000/aB3dE5fG7hI9jK1lM3nO5pQ7",
    "https://hooks.example.com/services/T000/B000/[secret]",
  ],
  ["https://x.example.com/9f8a7b6c-1234-4cde-8f00-001122334455/in", "https://x.example.com/[secret]/in"],
])("of %s what opens it isn't shown", (address, shown = address) => {
  expect(shownAddress(address)).toBe(shown);
  expect(withShownAddresses({ a: [address, 7] })).toEqual({ a: [shown, 7] });
});

it("whatever user and password an address has, they aren't shown, and a text that is no address stays", () => {
  fc.assert(
    fc.property(fc.webAuthority(), fc.stringMatching(/^[a-z]{8}$/), fc.webPath(), (host, secret, path) => {
      const bare = host.replace(/^.*@/, "");
      const shown = shownAddress(`https://${secret}:${secret}@${bare}${path}?password=${secret}`);
      expect(shown.startsWith(`https://[secret]@${bare}`)).toBe(true);
      expect(shown.endsWith("?password=[secret]")).toBe(true);
    }),
  );
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/^https?:/i.test(text)),
      (text) => void expect(shownAddress(text)).toBe(text),
    ),
  );
});
