const comm100 = require("pulumi-comm100");

const sales = new comm100.Campaign("sales", { name: "Sales", description: "Questions before buying" });
new comm100.ChatButton("button", {
  campaignId: sales.id,
  type: "textLink",
  textLinkButtonText: "Chat",
  allowedDomains: ["b.example", "a.example"],
});
new comm100.AutoInvitation("hello", {
  campaignId: sales.id,
  name: "Hello",
  textColor: "#AABBCC",
  isEnable: true,
  conditions: [{ field: "City", operator: "is", value: "Oslo" }],
});
new comm100.CustomVariable("cart", { name: "Cart", type: "integer", value: "cart.count" });
new comm100.Webhook("archive", { event: "chatStarted", targetUrl: "https://hooks.example.com/a" });
