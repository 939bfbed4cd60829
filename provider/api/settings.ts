import { Comm100Error } from "../core/errors";
import { environmentVariable, factsOfSetting, isSetting, type Setting, settingNames } from "../core/settings";
import { didYouMean, nearest } from "../core/suggest";
import type { Problem } from "../core/validate";
import { callLog, callLogVariable } from "./call-log";
import { checkOptions, originIn } from "./checked-options";
import type { ClientOptions, Credentials } from "./options";
import { rerouteVariable } from "./reroute";
import { SettingError } from "./setting-error";

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
  const texts = textsOf(source);
  const onExchange = callLog(source.environment);
  const others = settingNames.filter((setting) => isAboutClient(setting));
  const options = {
    ...(onExchange && { onExchange }),
    ...Object.fromEntries(others.flatMap((setting) => parsed(setting, texts[setting]))),
    baseUrl: texts.baseUrl ?? missing(source, "baseUrl"),
    credentials: credentialsOf(source, texts),
  } as ClientOptions;
  named(() => checkOptions(options));
  return options;
}

/** What the settings say about the stack, and not about how its site is talked to. */
export interface StackSettings {
  /** The origin of the site. */
  site: string;
  /** The origin that it had before. */
  movedFrom: string | undefined;
  /** Whether a preview reads the site. */
  previewChecks: boolean;
}

/** @throws SettingError that names the setting */
export function stackSettings(source: SettingsSource): StackSettings {
  const { baseUrl, movedFrom, previewChecks } = textsOf(source);
  return named(() => ({
    site: originIn("baseUrl", baseUrl ?? missing(source, "baseUrl")),
    movedFrom: movedFrom === undefined ? undefined : originIn("movedFrom", movedFrom),
    previewChecks: previewChecks !== undefined && flag("previewChecks", previewChecks),
  }));
}

const isAboutClient = (setting: Setting) =>
  ["address", "conversation"].includes(factsOfSetting(setting).about);

/** Names the place of the setting that a check refuses. */
function named<Value>(check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    const isNamed = !(error instanceof SettingError) || error.message.startsWith(namespace);
    throw isNamed ? error : new SettingError(error.setting, error.problem, namespace);
  }
}

const namespace = "Configuration comm100:";

type Texts = Partial<Record<Setting, string>>;

function textsOf({ environment, configured, providerName }: SettingsSource): Texts {
  const texts = settingNames.flatMap((setting) => {
    const outside = environment[environmentVariable(setting, providerName)];
    const text = outside || configured(setting);
    return text ? [[setting, text]] : [];
  });
  return Object.fromEntries(texts);
}

/** The setting with its value, or nothing where it isn't set. A text that isn't of the setting's type is refused. */
function parsed(setting: Setting, text: string | undefined): [string, unknown][] {
  const { type, default: assumed } = factsOfSetting(setting);
  if (text === undefined) return type === "flag" ? [[setting, assumed]] : [];
  if (type === "flag") return [[setting, flag(setting, text)]];
  return [[setting, type === "number" || type === "wholeNumber" ? number(setting, text) : text]];
}

function number(setting: Setting, text: string): number {
  const value = Number(text);
  if (Number.isNaN(value)) throw new SettingError(setting, "must be a number.", namespace);
  return value;
}

function flag(setting: Setting, text: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  const hint = didYouMean(text, ["true", "false"]);
  throw new SettingError(setting, `must be true or false.${hint}`, namespace);
}

function credentialsOf(source: SettingsSource, texts: Texts): Credentials {
  const { accessToken } = texts;
  const declared = waysToSignIn.filter((way) => way.some((setting) => texts[setting] !== undefined));
  if (declared.length > 1) {
    const names = declared.map((way) => way.join(" and ")).join(", and ");
    throw new Comm100Error(
      `Configuration comm100: ${names} are set; only one way to sign in can be. Unset the other in the configuration and in the environment.`,
    );
  }
  if (accessToken !== undefined) return { accessToken };
  const [[name, secret]] = [declared[0] ?? waysToSignIn[0]] as [readonly [Setting, Setting]];
  return {
    [name]: texts[name] ?? missing(source, name),
    [secret]: texts[secret] ?? missing(source, secret),
  } as Credentials;
}

/** Where no way is set, the settings of the first are asked for. */
const waysToSignIn: readonly (readonly Setting[])[] = [
  ["email", "apiKey"],
  ["username", "password"],
  ["accessToken"],
];

function missing(source: SettingsSource, setting: Setting): never {
  const way = source.otherWay ?? pulumisWay(source, setting);
  const variable = environmentVariable(setting, source.providerName);
  const near = nearest(variable, unknownVariables(source));
  const hint = near === undefined ? "" : ` ${near} is set: is it meant to be ${variable}?`;
  const meaning = factsOfSetting(setting).description.replaceAll("`", "").replace(/\.$/, "");
  throw new SettingError(
    setting,
    `is missing: ${meaning}. Set it with ${way}, or in the environment variable ${variable}.${hint}`,
    namespace,
  );
}

/** Variables that look like ours, and that nothing reads. */
function unknownVariables({ environment, providerName }: SettingsSource): string[] {
  const understood = [
    callLogVariable,
    rerouteVariable,
    ...settingNames.map((one) => environmentVariable(one, providerName)),
  ];
  return Object.keys(environment).filter((name) => name.startsWith("COMM100_") && !understood.includes(name));
}

function pulumisWay({ providerName }: SettingsSource, setting: Setting): string {
  const secret = factsOfSetting(setting).isSecret ? "--secret " : "";
  return providerName === undefined
    ? `pulumi config set ${secret}comm100:${setting} …`
    : `the argument ${setting} of new comm100.Provider("${providerName}", …)`;
}

/** The names that are no settings, such as `apikey`, each with the nearest that is. */
export const unknownSettings = (names: readonly string[]): Problem[] =>
  names
    .filter((name) => !isSetting(name))
    .map((name) => ({ path: name, message: `is not a setting.${didYouMean(name, settingNames)}` }));
