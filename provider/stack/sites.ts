import { originIn } from "../api/checked-options";
import { type Connected, connect } from "../api/client";
import type { ClientOptions } from "../api/options";
import { resolveSettings, stackSettings } from "../api/settings";
import { Comm100Error } from "../core/errors";
import { hasUnknown } from "../core/unknown";
import { Collections } from "../lifecycle/collections";
import type { Reading } from "../lifecycle/context";
import {
  type Deployment,
  exportWithSecrets,
  isOfThisPackage,
  resourcesOf,
  type StackPlace,
  type StateResource,
} from "./deployment";
import { nameOf, urnOfReference } from "./planned";
import type { PreviewWithSecrets } from "./preview";
import type { CountCalls } from "./pulumi-cli";
import { revealed } from "./secret-values";

/** The sites that a stack's providers manage, each with a client that only reads. */
export interface Sites {
  /** By the URN of the provider. */
  reading(provider: string): Promise<Reading>;
  /** The origin of a provider's site, as the state notes it. */
  siteOf(provider: string): Promise<string>;
  /** The addresses of the sites that were read. */
  addresses(): string[];
  close(): Promise<void>;
}

/** Where the settings of a stack's providers are. */
export interface ProviderSources {
  stack: StackPlace;
  /** The state, secrets encrypted. */
  before: Deployment;
  preview: Pick<PreviewWithSecrets, "inputs">;
  /** Told of every call, except calls to the default site. */
  countCalls?: CountCalls;
}

/**
 * Opens sites as the provider process would: with the settings of the environment, else those that the stack's
 * providers get from its configuration or from the program.
 *
 * @param defaultSite for the default provider; its address has to be that of the stack's configuration
 */
export function openSites(sources: ProviderSources, defaultSite: ClientOptions | undefined): Sites {
  const opened = new Map<string, Promise<{ connected: Connected; reading: Reading; site: string }>>();
  const origins = new Set<string>();

  async function open(provider: string) {
    const { options, site } = await clientOptions(sources, provider, defaultSite);
    const connected = connect({ ...options, readOnly: true });
    origins.add(site);
    const { api } = connected;
    return { connected, reading: { api, collections: new Collections(api) }, site };
  }

  function opening(provider: string) {
    const site = opened.get(provider) ?? open(provider);
    opened.set(provider, site);
    return site;
  }

  return {
    reading: async (provider) => (await opening(provider)).reading,
    siteOf: async (provider) => (await opening(provider)).site,
    addresses: () => [...origins].sort(),
    async close() {
      const all = await Promise.allSettled(opened.values());
      await Promise.all(all.map((one) => one.status === "fulfilled" && one.value.connected.close()));
    },
  };
}

/**
 * How to reach the site that a stack's resources are on, by the settings of its last update.
 *
 * @returns undefined for a stack without resources of this package, and for one of several sites
 * @throws Comm100Error with the setting that is missing
 */
export async function siteOfDeployed(
  stack: StackPlace,
  before: Deployment,
): Promise<ClientOptions | undefined> {
  const providers = resourcesOf(before)
    .filter((resource) => isOfThisPackage(resource) && !resource.external)
    .map(({ provider = "" }) => urnOfReference(provider));
  const sources = { stack, before, preview: { inputs: {} } };
  const sites = new Map<string, ClientOptions>();
  for (const provider of new Set(providers)) {
    const { options, site } = await clientOptions(sources, provider, undefined);
    sites.set(site, options);
  }
  const [only] = sites.values();
  return sites.size === 1 ? only : undefined;
}

async function clientOptions(
  sources: ProviderSources,
  provider: string,
  defaultSite: ClientOptions | undefined,
): Promise<{ options: ClientOptions; site: string }> {
  const inputs = await providerInputs(sources, provider);
  if (hasUnknown(inputs)) {
    throw new Comm100Error(
      `The settings of Provider "${nameOf(provider)}" aren't known before an update has made what they come from, so its site can't be read. Nothing was changed.`,
    );
  }
  const configured = (name: string) => {
    const value = inputs[`comm100:${name}`];
    return typeof value === "string" ? value : undefined;
  };
  // The default provider has no name.
  if (defaultSite && configured("providerName") === undefined) {
    const site = checkAddress(
      sources.stack,
      defaultSite,
      process.env.COMM100_BASE_URL ?? configured("baseUrl"),
    );
    return { options: defaultSite, site };
  }
  const source = { configured, environment: process.env, providerName: configured("providerName") };
  const options = resolveSettings(source);
  const onExchange: ClientOptions["onExchange"] = (exchange) => {
    options.onExchange?.(exchange);
    sources.countCalls?.(1);
  };
  return { options: { ...options, onExchange }, site: stackSettings(source).site };
}

/** The provider's inputs of the last update, with the changes that the next one would make; secrets in clear. */
async function providerInputs(
  { stack, before, preview }: ProviderSources,
  provider: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { adds, updates, deletes = [] } = preview.inputs[provider] ?? {};
  const isOf = ({ urn }: StateResource) => urn === provider;
  const isInState = resourcesOf(before).some(isOf);
  const state = isInState ? resourcesOf(await exportWithSecrets(stack)).find(isOf) : undefined;
  const now = Object.entries({ ...state?.inputs, ...adds, ...updates });
  const kept = now.filter(([name]) => !deletes.includes(name));
  return revealed(Object.fromEntries(kept)) as Readonly<Record<string, unknown>>;
}

/**
 * Objects that are imported from one site and managed on another would be changed there.
 *
 * @returns the origin that the stack has
 */
function checkAddress({ name }: StackPlace, defaultSite: ClientOptions, baseUrl: string | undefined): string {
  if (baseUrl === undefined) {
    throw new Comm100Error(
      `Stack "${name}" has no comm100:baseUrl, so its provider wouldn't find the site. Set it with: pulumi config set comm100:baseUrl ${defaultSite.baseUrl} --stack ${name}`,
    );
  }
  const configured = originIn("baseUrl", baseUrl);
  const origin = originIn("baseUrl", defaultSite.baseUrl);
  if (configured === origin) return configured;
  throw new Comm100Error(
    `Stack "${name}" manages the site at ${configured}, but --site is at ${origin}. Name the stack of that site, or leave --site out.`,
  );
}
