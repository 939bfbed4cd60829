import {
  environmentVariable,
  factsOfSetting,
  type Setting,
  settingNames,
  sitesFileCredentials,
} from "../core/settings";
import { table } from "./reference/tables";
import { settingText } from "./settings";

/** All settings with their variables and what they mean, in Markdown. */
export const settingsTable = (): string =>
  table(
    ["Setting", "Environment", "Meaning", "In `comm100.config.yaml`"],
    settingNames.map((name) => [
      `\`${name}\``,
      `\`${environmentVariable(name)}\``,
      settingText(factsOfSetting(name)),
      inSitesFile(name),
    ]),
  );

/** The file names the variables of credentials, and says how a site is talked to. */
function inSitesFile(name: Setting): string {
  const { about } = factsOfSetting(name);
  if (sitesFileCredentials.some((setting) => setting === name)) return `\`${name}Env\``;
  return about === "conversation" || name === "baseUrl" ? `\`${name}\`` : "";
}
