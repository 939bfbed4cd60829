import * as pulumi from "@pulumi/pulumi";
import { type Setting, secretSettings, settings, unknownSettings } from "../api/settings";
import { Comm100Error } from "../core/errors";
import { PROVIDER_PACKAGE } from "./identity";
import { report } from "./problems";

/** The arguments of a `Provider`: the same settings as in the configuration namespace `comm100`. */
export interface ProviderArgs {
  /** The API's origin, such as https://api1.comm100.io. */
  baseUrl: pulumi.Input<string>;
  /** The e-mail address of the agent that the API key belongs to. */
  email?: pulumi.Input<string> | undefined;
  /** The API key. Kept as a secret. */
  apiKey?: pulumi.Input<string> | undefined;
  /** OAuth: the agent's e-mail address. */
  username?: pulumi.Input<string> | undefined;
  /** OAuth: the agent's password. Kept as a secret. */
  password?: pulumi.Input<string> | undefined;
  /** A token that was issued elsewhere. Kept as a secret. */
  accessToken?: pulumi.Input<string> | undefined;
  /** Where OAuth tokens come from, if it isn't the portal host that belongs to `baseUrl`. */
  tokenUrl?: pulumi.Input<string> | undefined;
  /** Time limit of one request, in seconds. Default 30. */
  timeoutSeconds?: pulumi.Input<number> | undefined;
  /** How many requests are under way at once at most. Default 8. */
  maxConcurrency?: pulumi.Input<number> | undefined;
  /** Requests are spread so that no minute has more. Default: as many as the service lets through. */
  maxRequestsPerMinute?: pulumi.Input<number> | undefined;
  /** How often a request is repeated at most after a passing failure. Default 5. */
  maxRetries?: pulumi.Input<number> | undefined;
  /** Allows http to an address that isn't this machine's. Default false. */
  allowInsecure?: pulumi.Input<boolean> | undefined;
  /** Whose spelling of names and enum values goes out; both are always understood. Default published. */
  dialect?: pulumi.Input<"published" | "draft"> | undefined;
}

/**
 * A site of its own, for programs that manage several: pass it as the resource option `provider`.
 * Its settings can be overridden from outside by environment variables that hold its name,
 * such as COMM100_EU_API_KEY for `new Provider("eu", …)`.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, options?: pulumi.ResourceOptions) {
    const configured = settings.flatMap((setting) => {
      const value = args[setting];
      if (value === undefined) return [];
      const text = pulumi.output<string | number | boolean>(value).apply(String);
      return [[`comm100:${setting}`, secretSettings.has(setting) ? pulumi.secret(text) : text]];
    });
    const checked = report("Provider", name, unknownSettings(Object.keys(args)));
    const providerName = checked.then(() => name);
    super(
      PROVIDER_PACKAGE,
      name,
      { ...Object.fromEntries(configured), "comm100:providerName": providerName },
      options,
    );
    explicit.set(this, { name, args });
  }
}

const explicit = new WeakMap<pulumi.ProviderResource, { name: string; args: ProviderArgs }>();

/**
 * The settings of a provider that the program made, for calls that the program itself makes.
 *
 * @throws Comm100Error when they depend on something that only an update makes
 */
export async function explicitSettings(
  provider: pulumi.ProviderResource | undefined,
): Promise<{ name: string; values: Partial<Record<Setting, string>> } | undefined> {
  const known = provider && explicit.get(provider);
  if (!known) return undefined;
  // How the SDK itself reads an output outside `apply`, which is never called for what isn't known.
  const output = pulumi.output(known.args) as unknown as {
    isKnown: Promise<boolean>;
    promise(): Promise<Readonly<Record<string, unknown>>>;
  };
  if (!(await output.isKnown)) {
    throw new Comm100Error(
      `The settings of Provider "${known.name}" aren't known before an update has made what they come from.`,
    );
  }
  const args = await output.promise();
  const given = settings.filter((setting) => args[setting] !== undefined);
  return {
    name: known.name,
    values: Object.fromEntries(given.map((setting) => [setting, String(args[setting])])),
  };
}
