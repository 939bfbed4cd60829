import * as pulumi from "@pulumi/pulumi";
import { unknownSettings } from "../api/settings";
import { Comm100Error } from "../core/errors";
import { factsOfSetting, type Setting, settingNames } from "../core/settings";
import type { ProviderArgs } from "../generated/provider-args";
import { PROVIDER_PACKAGE } from "./identity";
import { report } from "./problems";
import { settled } from "./settled";

export type { ProviderArgs };

/**
 * A site of its own, for programs that manage several: pass it as the resource option `provider`.
 * Its settings can be overridden from outside by environment variables that hold its name,
 * such as COMM100_EU_API_KEY for `new Provider("eu", …)`.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, options?: pulumi.ResourceOptions) {
    const configured = settingNames.flatMap((setting) => {
      const value = args[setting];
      if (value === undefined || value === null) return [];
      const text = pulumi.output(settled(value) as pulumi.Input<string>).apply(String);
      return [[`comm100:${setting}`, factsOfSetting(setting).isSecret ? pulumi.secret(text) : text]];
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
  const explicitProvider = provider && explicit.get(provider);
  if (!explicitProvider) return undefined;
  // How the SDK itself reads an output outside `apply`, which is never called for what isn't known.
  const output = pulumi.output(explicitProvider.args) as unknown as {
    isKnown: Promise<boolean>;
    promise(): Promise<Readonly<Record<string, unknown>>>;
  };
  if (!(await output.isKnown)) {
    throw new Comm100Error(
      `The settings of Provider "${explicitProvider.name}" aren't known before an update has made what they come from.`,
    );
  }
  const args = await output.promise();
  const declared = settingNames.filter((setting) => args[setting] !== undefined && args[setting] !== null);
  return {
    name: explicitProvider.name,
    values: Object.fromEntries(declared.map((setting) => [setting, String(args[setting])])),
  };
}
