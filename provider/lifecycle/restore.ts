import { isDeepStrictEqual } from "node:util";
import type { Definition, Properties } from "../core/definition";
import { merged } from "../core/merged";
import { hasSecret, secretsIn, withoutSecrets } from "../core/secrets";
import { unlessGone } from "./absence";
import type { Context } from "./context";
import { declaredFields, type Managed, pick, readOnlyFields } from "./managed";
import { withoutAdded } from "./undeclared";
import { readMergeWrite, type Write, whileWriting, written } from "./write";

/** The live values of fields before they are managed. Secrets aren't kept: here they couldn't be marked as such. */
export function earlierFields(definition: Definition, names: Iterable<string>, live: Properties): Properties {
  const wanted = new Set(names);
  return withoutSecrets(
    definition.fields,
    pick(live, (name) => wanted.has(name)),
  );
}

/** The earlier values of fields that are still declared. What the program has released isn't put back any more. */
export const stillDeclared = (earlier: Properties | undefined, inputs: Properties): Properties =>
  Object.fromEntries(Object.entries(earlier ?? {}).filter(([name]) => Object.hasOwn(inputs, name)));

/**
 * The earlier values after an update. A field that is declared for the first time has its live value as the earlier one.
 *
 * @param before the live object before the update
 */
export function earlierAfterUpdate(
  definition: Definition,
  old: Managed,
  inputs: Properties,
  before: Properties,
): Properties {
  const added = Object.keys(declaredFields(definition, inputs)).filter(
    (name) => !Object.hasOwn(old.inputs, name),
  );
  return { ...stillDeclared(old.earlier, inputs), ...earlierFields(definition, added, before) };
}

/** What the state holds of an object that only a read before the write can tell. */
type SeenBefore = Pick<Managed, "id" | "earlier">;

/**
 * Writes what is declared, and keeps what the object was before the write.
 *
 * The earlier values go into the state even where nobody knows whether the write was carried out. Otherwise the next
 * run would read what this one wrote, and take that for the earlier values.
 *
 * @param seen what the state holds of the live object before the write
 * @throws UnfinishedError with the object as if it had been written, without secrets, so that they are sent again
 */
export async function writeManaged(
  context: Context,
  definition: Definition,
  inputs: Properties,
  { seen, ...write }: Omit<Write, "inDoubt"> & { seen: (before: Properties) => SeenBefore },
): Promise<{ managed: Managed; after: Properties }> {
  const inDoubt = (live: Properties) => ({
    inputs: withoutSecrets(definition.fields, inputs),
    readOnly: readOnlyFields(definition, live),
    ...seen(live),
  });
  const { before, after } = await readMergeWrite(context, definition, inputs, {
    ...write,
    inDoubt,
  });
  return { managed: { inputs, readOnly: readOnlyFields(definition, after), ...seen(before) }, after };
}

/**
 * Gives an object that can't be deleted back as it was. Makes no call when the program wants the object to stay.
 *
 * @param id for a member of a collection
 */
export async function giveBack(
  context: Context,
  definition: Definition,
  managed: Managed,
  id?: string,
): Promise<void> {
  const { inputs, earlier } = managed;
  if (inputs.onDelete === "retain" || earlier === undefined) return;
  for (const path of secretsIn(definition.fields, declaredFields(definition, inputs)).keys()) {
    context.log(
      `${definition.name}: ${path} stays as it was declared. A secret isn't remembered, so it can't be put back as it was before.`,
    );
  }
  await whileWriting(context, definition, inputs, id, async () => {
    const live = await unlessGone(context, definition, inputs, id, () =>
      context.api.get(definition, inputs, id),
    );
    if (!live) return;
    const current = merged(definition.fields, {}, live);
    const body = asItWas(definition, managed, live);
    if (id !== undefined) {
      delete current.id;
      delete body.id;
    }
    if (isDeepStrictEqual(body, current)) return;
    const wanted = pick(body, (name) => Object.hasOwn(earlier, name) && Object.hasOwn(inputs, name));
    await written(context, definition, inputs, { wanted, body, id });
  });
}

/**
 * The live object with the earlier values of the declared fields. A field that had no value is left out, so that the
 * service's default comes back. A secret stays as it is, as nobody knows what it was before.
 */
function asItWas(definition: Definition, { inputs, earlier = {} }: Managed, live: Properties): Properties {
  const declared = new Set(Object.keys(declaredFields(definition, inputs)));
  const before = pick(earlier, (name) => declared.has(name));
  const unset = [...declared].filter((name) => !Object.hasOwn(before, name) && !isSecret(definition, name));
  const body = merged(definition.fields, before, withoutAdded(definition.fields, before, live));
  return pick(body, (name) => !unset.includes(name));
}

function isSecret(definition: Definition, name: string): boolean {
  const field = definition.fields[name];
  return field !== undefined && hasSecret(field);
}
