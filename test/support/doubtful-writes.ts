import type { Engine } from "../engine";
import { json } from "./hostile-server";
import { openLyingSite } from "./lying-site";

/** What a write can be answered that isn't carried out. */
export const failure = { code: 500000, message: "An error occurred." };
export const failed = () => json(failure);

export const variable = (value: string) =>
  `new comm100.CustomVariable("cart", { name: "Cart", type: "text", value: "${value}" });`;
export const settings = (value: boolean) =>
  `new comm100.Settings("settings", { isAutoTranslationEnabled: ${value} });`;

/** A variable and the settings, managed, and a service that can lie about them. */
export async function openWrittenSite(engine: Engine) {
  const site = await openLyingSite(engine);
  const before = await site.emulator.call<{ isAutoTranslationEnabled: boolean }>("GET", "/settings");
  await site.apply(variable("cart.total") + settings(!before.isAutoTranslationEnabled));
  return { ...site, before, managed: settings(!before.isAutoTranslationEnabled) };
}
