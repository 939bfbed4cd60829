import { setAt, valueAt } from "../paths";
import { type Decision, decide } from "./decide";
import { deleteObject } from "./delete";
import { dependentsToReplace } from "./dependents";
import type { Registered, Registration } from "./monitor";
import type { Operation } from "./operation";
import { PartialFailure, type Provider } from "./provider";
import type { ResourceState } from "./state";
import { isSecret, markedLike, type Properties, secret } from "./values";

/** The failure was reported where it was found. */
export class Reported extends Error {}

/** check and diff; returns what is to be done after them. */
export async function prepare(
  operation: Operation,
  urn: string,
  registration: Registration,
): Promise<() => Promise<Registered>> {
  // Another one may have failed while this one waited for its turn.
  if (operation.failed) throw new Reported();
  const provider = await operation.provider(registration.provider);
  const old = existing(operation, urn, registration);
  const given = withIgnored(registration, old);
  const check = (olds: Properties) => checked(operation, provider, urn, olds, given);
  const resource = { operation, provider, state: stateFor(urn, registration) };

  if (!old) return create(resource, await check({}));
  if (old.retainOnDelete === undefined && deletedEarly.has(old)) return replace(resource, old, await check({}), ALONE);
  const isForced = operation.settings.options.replace?.includes(urn) ?? false;
  if (!isForced) {
    const inputs = await check(old.inputs);
    const decision = await decide(provider, old, inputs, registration);
    if (decision.op === "same") return same(resource, old, inputs);
    if (decision.op === "update") return update(resource, old, inputs, decision);
    if (old.protect) throw new Error(`${urn} is protected: it can't be replaced before \`protect\` is taken off.`);
    return replacement(resource, old, await check({}), decision);
  }
  return replacement(resource, old, await check({}), ALONE);
}
