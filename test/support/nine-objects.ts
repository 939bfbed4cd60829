/** A program of nine objects that lists hold: a campaign, what belongs to it, and what belongs to the site. */
export const nineObjects = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "image", isHideWhenOffline: true });
  for (const name of ["Hello", "Bye"])
    new comm100.AutoInvitation(name, { campaignId: sales.id, name, text: "May we help?" });
  for (const name of ["Cart", "Basket", "Order", "Visit", "Visitor"])
    new comm100.CustomVariable(name, { name, type: "text" });`;
