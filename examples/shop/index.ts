/** The live chat site of a small shop: one campaign with its button and an invitation, and what agents and systems need. */
import * as comm100 from "pulumi-comm100";

const sales = new comm100.Campaign("sales", {
  name: "Sales",
  description: "Pre-sales questions on the shop's product pages",
});

new comm100.ChatButton("sales-button", {
  campaignId: sales.id,
  type: "adaptive",
  adaptiveButtonColor: "#0A66C2",
  isHideWhenOffline: true,
});

new comm100.AutoInvitation("cart-hesitation", {
  campaignId: sales.id,
  name: "Hesitating at the cart",
  isEnable: true,
  text: "Questions about delivery or returns? We are here.",
  position: "bottomRight",
  conditionMetType: "all",
  conditions: [
    { field: "CurrentPageURL", operator: "contains", value: "/cart" },
    { field: "Numberofvisits", operator: "isMoreThan", value: "1" },
  ],
});

new comm100.CustomVariable("cart-value", {
  name: "Cart value",
  type: "decimal",
  value: "window.shop.cart.total",
});

new comm100.Webhook("chat-archive", {
  event: "chatEnds",
  targetUrl: "https://hooks.example.com/comm100/chat-ended",
});

export const campaignId = sales.id;
