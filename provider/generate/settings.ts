import { factsOfSetting, type Setting, type SettingFacts, settingNames } from "../core/settings";
import { docComment } from "./code";

/** The settings as arguments of `Provider`. */
export const providerArgsFile = (): string =>
  [
    'import type * as pulumi from "@pulumi/pulumi";\n\n',
    docComment(
      "The arguments of a `Provider`: the same settings as in the configuration namespace `comm100`.",
    ),
    // "| undefined": a program may pass on what it doesn't have.
    interfaceText("ProviderArgs", settingNames, (type, orNot) => `pulumi.Input<${type}>${orNot}`),
  ].join("");

/** The settings as options of the client, which has its credentials together in one option. */
export const clientSettingsFile = (): string =>
  interfaceText(
    "ClientSettings",
    settingNames.filter((name) => ["address", "conversation"].includes(factsOfSetting(name).about)),
    (type) => type,
  );

function interfaceText(
  name: string,
  members: readonly Setting[],
  written: (type: string, orNot: string) => string,
): string {
  const lines = members.map((member) => {
    const facts = factsOfSetting(member);
    const [mark, orNot] = facts.isRequired ? ["", ""] : ["?", " | undefined"];
    return `${docComment(settingText(facts), "  ")}  ${member}${mark}: ${written(typeOf(facts), orNot)};\n`;
  });
  return `export interface ${name} {\n${lines.join("")}}\n`;
}

function typeOf({ type, choices = [] }: SettingFacts): string {
  if (type === "choice") return choices.map((choice) => `"${choice}"`).join(" | ");
  return { text: "string", number: "number", wholeNumber: "number", flag: "boolean" }[type];
}

/** What a setting means, with its default and that it is kept secret. */
export function settingText({ description, default: assumed, isSecret, isRequired }: SettingFacts): string {
  const more = [
    ...(assumed === undefined ? [] : [`Default ${assumed}.`]),
    ...(isSecret ? ["Kept as a secret."] : []),
    ...(isRequired ? ["Required."] : []),
  ];
  return [description, ...more].join(" ");
}
