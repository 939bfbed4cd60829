import { defineResource } from "../core/definition";
import { oneOf, text } from "../core/fields";
import { urlWithMacros } from "../core/forms/addresses";
import { likely } from "../core/forms/form";

export const customVariable = defineResource({
  name: "CustomVariable",
  description: "A custom variable: a value taken from the web page, shown to agents with the visitor.",
  kind: "collection",
  path: "/livechat/customVariables",
  permissions: { read: ["Manage Custom Variable"], write: ["Manage Custom Variable"] },
  naturalKey: ["name"],
  example: { name: "Cart value", type: "decimal", value: "window.shop.cart.total" },
  fields: () => ({
    name: text("Name of the variable; other objects refer to it by this name.", { required: true }),
    type: oneOf(["text", "integer", "decimal"], "Type of the variable's values.", { required: true }),
    value: text("JavaScript expression or literal that is evaluated on the page."),
    hyperlink: text("Link behind the value in the agent console; may hold macros such as {!Visitor.IP}.", {
      form: likely(urlWithMacros),
    }),
  }),
});
