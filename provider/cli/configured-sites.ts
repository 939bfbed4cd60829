import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import { callLogVariable } from "../api/call-log";
import type { ClientOptions } from "../api/options";
import { SettingError } from "../api/setting-error";
import { resolveSettings } from "../api/settings";
import {
  type ConversationSetting,
  conversationSettings,
  environmentVariable,
  factsOfSetting,
  type Setting,
  type SettingFacts,
  sitesFileCredentials,
} from "../core/settings";
import { didYouMean } from "../core/suggest";
import { readText } from "../site-document/files";
import { parsedYaml } from "../site-document/parsed-yaml";
import { schemaProblems } from "../site-document/schema-problems";
import { CommandError, type CommandOption, type Given } from "./given";
import type { Output } from "./output";

const defaultFile = "comm100.config.yaml";

/** The option of every command that may read the configuration file. */
export const configOption = {
  flags: "--config <file>",
  description: `configuration file with the sites (default: ${defaultFile})`,
} as const satisfies CommandOption;

/** Options of every command that talks to a site. */
export const siteOptions = [
  {
    flags: "--site <name>",
    description: "site of the configuration file (default: COMM100_BASE_URL and so on)",
  },
  configOption,
] as const satisfies readonly CommandOption[];

const variable = z.string().regex(/^[A-Za-z_]\w*$/, { error: "is not the name of an environment variable" });

type CredentialVariable = `${(typeof sitesFileCredentials)[number]}Env`;

const credentialVariables = Object.fromEntries(
  sitesFileCredentials.map((setting) => [`${setting}Env`, variable.optional()]),
) as Record<CredentialVariable, z.ZodOptional<typeof variable>>;

/** How its service is talked to, as in Pulumi's configuration: for this site, or in the environment for all. */
const conversation = Object.fromEntries(
  conversationSettings.map((setting) => [setting, valueSchema(factsOfSetting(setting)).optional()]),
) as Record<ConversationSetting, z.ZodOptional<z.ZodType<string | number | boolean>>>;

function valueSchema({ type, choices = [] }: SettingFacts): z.ZodType<string | number | boolean> {
  if (type === "choice") return z.enum(choices as [string]);
  return type === "flag" ? z.boolean() : z.number();
}

/** The file names the variables that hold credentials, and never holds them. */
const siteSchema = z.strictObject({
  baseUrl: z.string(),
  ...credentialVariables,
  overlay: z.string().optional(),
  document: z.string().optional(),
  stack: z.string().optional(),
  ...conversation,
});

const fileSchema = z.strictObject({
  sites: z
    .record(z.string(), siteSchema)
    .refine((sites) => Object.keys(sites).length > 0, { error: "has to name a site" }),
});

/** A site as the configuration file describes it. */
export type ConfiguredSite = z.output<typeof siteSchema> & { name: string };

export interface NamedSite {
  name: string;
  /** Refuses every method but GET: only a command that is told to write takes that off. */
  client: ClientOptions;
  /** A file with the values that differ on this site. */
  overlay: string | undefined;
  /** The site document that describes it in the repository. */
  document: string | undefined;
}

/**
 * The site that a command is told to talk to.
 *
 * @throws CommandError, Comm100Error with what is missing and how to set it
 */
export function siteFrom(given: Given<"site" | "config">, output: Output): NamedSite {
  const name = given.text("site");
  if (name !== undefined || given.text("config") !== undefined) return siteNamed(name, given, output);
  const client = resolveSettings({
    configured: () => undefined,
    environment: process.env,
    otherWay: `a site of ${defaultFile} and --site`,
  });
  return unnamedSite(client, output);
}

/** Whether a person has said which site: by its name, or in the environment. */
export const namesSite = (given: Given<"site" | "config">): boolean =>
  given.text("site") !== undefined ||
  given.text("config") !== undefined ||
  Boolean(process.env[environmentVariable("baseUrl")]);

/** A site that isn't named: it is called as its host. */
export const unnamedSite = (client: ClientOptions, output: Output): NamedSite => ({
  name: new URL(client.baseUrl).host,
  client: { ...counted(client, output), readOnly: true },
  overlay: undefined,
  document: undefined,
});

/**
 * A site of the configuration file; without a name the only one.
 *
 * @throws CommandError, Comm100Error with what is missing and how to set it
 */
export function siteNamed(name: string | undefined, given: Given<"config">, output: Output): NamedSite {
  const file = fileOf(given);
  const site = configuredSite(name, given);
  const configured: Partial<Record<Setting, unknown>> = { ...site, ...credentialsOf(file, site) };
  const client = inFile(file, site.name, () =>
    resolveSettings({
      configured: (setting) => {
        const value = configured[setting];
        return value === undefined ? undefined : String(value);
      },
      environment: { [callLogVariable]: process.env[callLogVariable], ...conversationVariables(site) },
      providerName: site.name,
    }),
  );
  return {
    name: site.name,
    client: { ...counted(client, output), readOnly: true },
    overlay: beside(file, site.overlay),
    document: beside(file, site.document),
  };
}

/** The variables that say it for every site, under the names for this one. */
const conversationVariables = ({ name }: ConfiguredSite): Record<string, string | undefined> =>
  Object.fromEntries(
    conversationSettings.map((setting) => [
      environmentVariable(setting, name),
      process.env[environmentVariable(setting)],
    ]),
  );

const counted = (client: ClientOptions, output: Output): ClientOptions => ({
  ...client,
  onExchange(exchange) {
    client.onExchange?.(exchange);
    output.countCalls(1);
  },
});

const fileOf = (given: Given<"config">) => given.text("config") ?? defaultFile;

/** Files are named as seen from the configuration file. */
const beside = (file: string, path: string | undefined) => path && join(dirname(file), path);

function configuredSite(name: string | undefined, given: Given<"config">): ConfiguredSite {
  const file = fileOf(given);
  const sites = configuredSites(given);
  const names = sites.map((site) => site.name);
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined)
    throw new CommandError(`Which site of ${file}? Say --site with one of ${names.join(", ")}.`);
  const site = sites.find((one) => one.name === chosen);
  if (site) return site;
  throw new CommandError(
    `${file} has no site "${chosen}", only ${names.join(", ")}.${didYouMean(chosen, names)}`,
  );
}

/**
 * All sites of the configuration file, in its order.
 *
 * @throws CommandError, Comm100Error when it can't be read
 */
export function configuredSites(given: Given<"config">): ConfiguredSite[] {
  const { sites } = readFile(fileOf(given));
  return Object.entries(sites).map(([name, site]) => ({ name, ...site }));
}

/** The files that describe a site in the repository, as seen from here. */
export interface SiteFiles {
  name: string;
  document: string | undefined;
  overlay: string | undefined;
  stack: string | undefined;
}

/** Those of every site; none where there is no configuration file. */
export function filesOfSites(given: Given<"config">): SiteFiles[] {
  if (given.text("config") === undefined && !existsSync(defaultFile)) return [];
  const file = fileOf(given);
  return configuredSites(given).map(({ name, document, overlay, stack }) => ({
    name,
    document: beside(file, document),
    overlay: beside(file, overlay),
    stack,
  }));
}

/** The overlay file that a command is told to use, by its name or as that of a site; undefined for none. */
export function overlayOf(given: Given<"site" | "config" | "overlay">): string | undefined {
  const name = given.text("site");
  if (name === undefined) return given.text("overlay");
  return given.text("overlay") ?? beside(fileOf(given), configuredSite(name, given).overlay);
}

function readFile(file: string): z.output<typeof fileSchema> {
  if (!existsSync(file)) {
    throw new CommandError(
      `There is no ${file}${file === defaultFile ? ` in ${process.cwd()}` : ""}: it names the sites for --site, such as sites: { staging: { baseUrl: "https://api2.comm100.io", emailEnv: STAGING_EMAIL, apiKeyEnv: STAGING_KEY } }. --config says another file.`,
    );
  }
  const content = parsedYaml(file, readText(file));
  const parsed = fileSchema.safeParse(content.value());
  if (parsed.success) return parsed.data;
  const knownAt = (path: readonly PropertyKey[]) =>
    Object.keys(path.length === 0 ? fileSchema.shape : siteSchema.shape);
  throw new CommandError(schemaProblems(content, "configuration of sites", parsed.error, knownAt));
}

/** The credentials, from the variables that the file names; or all that is missing of them. */
function credentialsOf(file: string, site: ConfiguredSite): Partial<Record<Setting, string>> {
  const named = sitesFileCredentials.map((setting) => [setting, site[`${setting}Env`]] as const);
  const problems = named.flatMap(([setting, name]) => {
    const place = `sites.${site.name}.${setting}Env`;
    if (name === undefined) return [`${place} is missing: the environment variable with the credential.`];
    return process.env[name] ? [] : [`${place}: the environment variable ${name} isn't set.`];
  });
  if (problems.length > 0) throw new CommandError(`${file}: ${problems.join(" ")}`);
  return Object.fromEntries(named.map(([setting, name = ""]) => [setting, process.env[name]]));
}

/** What is wrong with a setting, by its place in the file and not in Pulumi's configuration. */
function inFile<Value>(file: string, name: string, resolve: () => Value): Value {
  try {
    return resolve();
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new CommandError(`${file}: sites.${name}.${error.setting} ${error.problem}`);
  }
}
