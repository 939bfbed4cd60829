import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { ClientOptions } from "../api/options";
import { resolveSettings } from "../api/settings";
import { didYouMean } from "../core/suggest";
import { CommandError, type CommandOption } from "./command";

/** Options of every command that talks to a site. */
export const siteOptions: readonly CommandOption[] = [
  {
    flags: "--site <name>",
    description: "site of the configuration file (default: COMM100_BASE_URL and so on)",
  },
  {
    flags: "--config <file>",
    description: `configuration file with the sites (default: ${"comm100.config.yaml"})`,
  },
];

const variable = z.string().regex(/^[A-Za-z_]\w*$/, { error: "is not the name of an environment variable" });

/** The file names the variables that hold credentials, and never holds them. */
const siteSchema = z.strictObject({
  baseUrl: z.string(),
  emailEnv: variable.optional(),
  apiKeyEnv: variable.optional(),
  overlay: z.string().optional(),
});

const fileSchema = z.strictObject({ sites: z.record(z.string(), siteSchema) });

export interface NamedSite {
  name: string;
  client: ClientOptions;
  /** A file with the values that differ on this site. */
  overlay: string | undefined;
}

/**
 * The site that a command is told to talk to.
 *
 * @throws CommandError, Comm100Error with what is missing and how to set it
 */
export function siteFrom(options: Readonly<Record<string, string | undefined>>): NamedSite {
  const { site: name, config } = options;
  if (name === undefined && config === undefined) {
    const client = resolveSettings({
      configured: () => undefined,
      environment: process.env,
      otherWay: "a site of comm100.config.yaml and --site",
    });
    return { name: new URL(client.baseUrl).host, client, overlay: undefined };
  }
  const file = config ?? "comm100.config.yaml";
  const { sites } = readFile(file);
  const known = Object.keys(sites);
  const chosen = name ?? (known.length === 1 ? known[0] : undefined);
  if (chosen === undefined)
    throw new CommandError(`Which site of ${file}? Say --site with one of ${known.join(", ")}.`);
  const site = sites[chosen];
  if (!site) {
    throw new CommandError(
      `${file} has no site "${chosen}", only ${known.join(", ")}.${didYouMean(chosen, known)}`,
    );
  }
  const configured = {
    baseUrl: site.baseUrl,
    email: fromVariable(file, chosen, "emailEnv", site.emailEnv),
    apiKey: fromVariable(file, chosen, "apiKeyEnv", site.apiKeyEnv),
  };
  const client = resolveSettings({
    configured: (setting) => configured[setting as keyof typeof configured],
    environment: {},
    providerName: chosen,
  });
  return { name: chosen, client, overlay: site.overlay };
}

function readFile(file: string): z.output<typeof fileSchema> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new CommandError(`${file} can't be read: ${(error as Error).message}`);
  }
  const result = fileSchema.safeParse(content);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.join(".") || "the file"}: ${message}`,
  );
  throw new CommandError(`${file} is no configuration of sites: ${problems.join("; ")}.`);
}

function fromVariable(file: string, site: string, setting: string, name: string | undefined): string {
  if (name === undefined)
    throw new CommandError(
      `${file}: sites.${site}.${setting} is missing: the environment variable with the credential.`,
    );
  const value = process.env[name];
  if (!value)
    throw new CommandError(
      `The environment variable ${name}, which ${file} names for sites.${site}.${setting}, isn't set.`,
    );
  return value;
}
