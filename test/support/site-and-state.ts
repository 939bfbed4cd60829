import type { Definition, Properties } from "../../provider/core/definition";
import { differing } from "../../provider/core/observed";
import { valueAt } from "../../provider/core/paths";
import { withoutSecrets } from "../../provider/core/secrets";
import { ownerParameters, type SitePart, siteParts } from "../../provider/core/site-parts";
import { definitionNamed, definitions } from "../../provider/definitions";
import { exportSite } from "../../provider/site-document/export";
import { documentText } from "../../provider/site-document/text";
import type { Deployment } from "../engine";
import { SIGNATURE } from "../engine/shown";
import { addressOf } from "./behind";
import { credentials, type TestEmulator } from "./emulator";

/** What a site has, without ids: equal for two sites that were declared by one program. */
export interface Found {
  /** Every object by its names. */
  document: string;
  /** How many there are of each kind, twins and forgotten ones included. */
  counts: Record<string, number>;
}

export async function whatIsOn(emulator: TestEmulator): Promise<Found> {
  const { document } = await exportSite({ baseUrl: emulator.url, credentials });
  const counts: Record<string, number> = {};
  await count(siteParts(definitions), {}, emulator, counts);
  return { document: documentText(document, "yaml"), counts };
}

/** Counted over the API itself, so that nothing that exports makes of twins matters. */
async function count(
  parts: readonly SitePart[],
  parents: Properties,
  emulator: TestEmulator,
  counts: Record<string, number>,
): Promise<void> {
  for (const part of parts) {
    const { definition } = part;
    if (!definition.hasId) continue;
    for (const inputs of placesOf(definition, parents)) {
      const members = await emulator.call<Properties[]>("GET", listAddress(definition, inputs));
      counts[definition.name] = (counts[definition.name] ?? 0) + members.length;
      const [parameter] = part.parts.flatMap(ownerParameters);
      if (parameter === undefined) continue;
      for (const { id } of members)
        await count(part.parts, { ...parents, [parameter]: id }, emulator, counts);
    }
  }
}

/** The collections of a definition below one object: one for each value of a choice in its path. */
export function placesOf({ choices }: Definition, parents: Properties): Properties[] {
  return Object.entries(choices).reduce(
    (places, [name, choice]) =>
      places.flatMap((place) =>
        ((choice as { options?: string[] }).options ?? []).map((option) => ({ ...place, [name]: option })),
      ),
    [parents],
  );
}

const listAddress = ({ path }: Definition, inputs: Properties) =>
  path.replace("/livechat", "").replace(/\{(\w+)\}/g, (_found, name: string) => String(inputs[name]));

/** Ways in which a state isn't what a site is: empty when it is. */
export async function differencesOf({ deployment }: Deployment, emulator: TestEmulator): Promise<string[]> {
  const found: string[] = [];
  if ((deployment.pending_operations ?? []).length > 0) found.push("operations are pending");
  const seen = new Set<string>();
  for (const { urn, type, id = "", inputs = {}, initErrors, ...rest } of deployment.resources ?? []) {
    if (rest.delete) found.push(`${urn} is still to be deleted`);
    const definition = definitionNamed(type.split("comm100:")[1]);
    if (!definition) continue;
    if (initErrors) found.push(`${urn}: ${initErrors.join()}`);
    const address = addressOf({ definition, id, inputs });
    if (seen.has(address)) found.push(`${urn}: another resource has ${address}, too`);
    seen.add(address);
    const live = await emulator.call<Properties>("GET", address).catch(() => undefined);
    if (!live) {
      found.push(`${urn}: ${address} is not on the site`);
      continue;
    }
    const declared = withoutSecrets(definition.fields, withoutEncrypted(inputs));
    for (const name of differing(definition.fields, declared, live)) {
      found.push(`${urn}: ${name} is ${JSON.stringify(valueAt(live, name))}`);
    }
  }
  return found;
}

/** How many objects a state has. */
export const managedIn = ({ deployment }: Deployment): number =>
  (deployment.resources ?? []).filter(({ type }) => definitionNamed(type.split("comm100:")[1])).length;

const withoutEncrypted = (inputs: Properties): Properties =>
  Object.fromEntries(
    Object.entries(inputs).filter(([, value]) => !JSON.stringify(value ?? null).includes(SIGNATURE)),
  );
