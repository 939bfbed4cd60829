const comm100 = require("pulumi-comm100");

new comm100.LiveChatSite("shop", {
  webhooks: [
    { event: "chatEnds", targetUrl: "https://hooks.example.com/archive" },
    {
      event: "chatEnds",
      targetUrl: "https://hooks.example.com/billing",
      resourceName: "chatEnds hooks.example.com 2",
    },
    {
      event: "chatEnds",
      targetUrl: "https://hooks.example.com/statistics",
      resourceName: "chatEnds hooks.example.com 3",
    },
    { event: "chatStarts", targetUrl: "https://hooks.example.com/archive" },
  ],
  bans: [{ type: "ip", ip: "192.0.2.66", comment: "Spam" }],
  campaigns: [
    {
      name: "Sales/EU",
      chatButton: { type: "textLink", textLinkButtonText: "Ask us" },
      autoInvitations: [{ name: "Cart/Checkout", text: "May we help?" }],
    },
  ],
});
