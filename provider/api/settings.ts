import { Comm100Error } from "../core/errors";
import type { Dialect } from "../core/spelling";
import { didYouMean, nearest } from "../core/suggest";
import type { Problem } from "../core/validate";
import { callLog, callLogVariable } from "./call-log";
import type { ClientOptions, Credentials } from "./options";
import { checkOptions } from "./options";

/** The settings, as named in the Pulumi configuration namespace `comm100` and as arguments of `Provider`. */
export const settings = [
  "baseUrl",
  "email",
  "apiKey",
  "username",
  "password",
  "accessToken",
  "tokenUrl",
  "timeoutSeconds",
  "maxConcurrency",
  "maxRequestsPerMinute",
  "maxRetries",
  "allowInsecure",
  "dialect",
] as const;

export type Setting = (typeof settings)[number];

/** Settings that are kept as Pulumi secrets. */
export const secretSettings: ReadonlySet<Setting> = new Set<Setting>(["apiKey", "password", "accessToken"]);

/** The environment variable of a setting: `COMM100_API_KEY`, or `COMM100_EU_API_KEY` for the provider "eu". */
export function environmentVariable(setting: Setting, providerName?: string): string {
  const words = [
    providerName?.replace(/[^0-9A-Za-z]+/g, "_"),
    setting.replace(/[A-Z]/g, (letter) => `_${letter}`),
  ];
  return ["COMM100", ...words.filter((word) => word !== undefined && word !== "")].join("_").toUpperCase();
}

export interface SettingsSource {
  /** The stack's configuration, or the arguments of an explicit provider. */
  configured(setting: Setting): string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
  /** The logical name of an explicit provider; undefined for the default one. */
  providerName?: string | undefined;
  /** How a missing setting can be set besides the environment, where it isn't Pulumi's configuration. */
  otherWay?: string;
}

/**
 * The client's options from the environment and the configuration. The environment comes first: refresh and
 * destroy see the configuration of the last `up`, so a rotated key has to be able to come from outside.
 *
 * @throws Comm100Error that names the setting and how to set it
 */
export function resolveSettings(source: SettingsSource): ClientOptions {
  const variable = (setting: Setting) => environmentVariable(setting, source.providerName);
  const values: Partial<Record<Setting, string>> = {};
  for (const setting of settings) {
    const value = nonEmpty(source.environment[variable(setting)]) ?? nonEmpty(source.configured(setting));
    if (value !== undefined) values[setting] = value;
  }
  const onExchange = callLog(source.environment);
  const options: ClientOptions = {
    ...(onExchange && { onExchange }),
    baseUrl:
      values.baseUrl ?? missing(source, "baseUrl", "the API's origin, such as https://api1.comm100.io"),
    credentials: credentialsOf(source, values),
    ...(values.tokenUrl !== undefined && { tokenUrl: values.tokenUrl }),
    ...number(values, "timeoutSeconds"),
    ...number(values, "maxConcurrency"),
    ...number(values, "maxRequestsPerMinute"),
    ...number(values, "maxRetries"),
    // Any text: checkOptions refuses what is none.
    ...(values.dialect !== undefined && { dialect: values.dialect as Dialect }),
    allowInsecure: flag(values, "allowInsecure"),
  };
  try {
    checkOptions(options);
  } catch (error) {
    throw error instanceof Comm100Error ? new Comm100Error(`Configuration comm100:${error.message}`) : error;
  }
  return options;
}

function credentialsOf(source: SettingsSource, values: Partial<Record<Setting, string>>): Credentials {
  const { email, apiKey, username, password, accessToken } = values;
  const ways = [
    { name: "email and apiKey", given: email !== undefined || apiKey !== undefined },
    { name: "username and password", given: username !== undefined || password !== undefined },
    { name: "accessToken", given: accessToken !== undefined },
  ].filter((way) => way.given);
  if (ways.length > 1) {
    throw new Comm100Error(
      `Configuration comm100: ${ways.map((way) => way.name).join(", and ")} are set; only one way to sign in can be. Unset the other in the configuration and in the environment.`,
    );
  }
  if (accessToken !== undefined) return { accessToken };
  if (ways[0]?.name === "username and password") {
    return {
      username: username ?? missing(source, "username", "the agent's e-mail address"),
      password: password ?? missing(source, "password", "the agent's password"),
    };
  }
  return {
    email: email ?? missing(source, "email", "the e-mail address of the agent that the API key belongs to"),
    apiKey: apiKey ?? missing(source, "apiKey", "the API key"),
  };
}

function missing(source: SettingsSource, setting: Setting, what: string): never {
  const way = source.otherWay ?? pulumisWay(source, setting);
  const variable = environmentVariable(setting, source.providerName);
  const known = new Set([
    callLogVariable,
    ...settings.map((one) => environmentVariable(one, source.providerName)),
  ]);
  const others = Object.keys(source.environment).filter(
    (name) => name.startsWith("COMM100_") && !known.has(name),
  );
  const near = nearest(variable, others);
  const hint = near === undefined ? "" : ` ${near} is set: is it meant to be ${variable}?`;
  throw new Comm100Error(
    `Configuration comm100:${setting} is missing: ${what}. Set it with ${way}, or in the environment variable ${variable}.${hint}`,
  );
}

function pulumisWay({ providerName }: SettingsSource, setting: Setting): string {
  const secret = secretSettings.has(setting) ? "--secret " : "";
  return providerName === undefined
    ? `pulumi config set ${secret}comm100:${setting} …`
    : `the argument ${setting} of new comm100.Provider("${providerName}", …)`;
}

/** The names that are no settings, such as `apikey`, each with the nearest that is. */
export function unknownSettings(names: readonly string[]): Problem[] {
  return names
    .filter((name) => !settings.some((setting) => setting === name))
    .map((name) => ({ path: name, message: `is not a setting.${didYouMean(name, settings)}` }));
}

type NumberSetting = "timeoutSeconds" | "maxConcurrency" | "maxRequestsPerMinute" | "maxRetries";

function number(values: Partial<Record<Setting, string>>, setting: NumberSetting) {
  const text = values[setting];
  if (text === undefined) return {};
  const value = Number(text);
  if (Number.isNaN(value)) throw new Comm100Error(`Configuration comm100:${setting} must be a number.`);
  return { [setting]: value };
}

function flag(values: Partial<Record<Setting, string>>, setting: Setting): boolean {
  const text = values[setting] ?? "false";
  if (text === "true" || text === "false") return text === "true";
  throw new Comm100Error(
    `Configuration comm100:${setting} must be true or false.${didYouMean(text, ["true", "false"])}`,
  );
}

const nonEmpty = (text: string | undefined) => (text === "" ? undefined : text);
