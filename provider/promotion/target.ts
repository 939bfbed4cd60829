import type { Call } from "../api/call";
import { everyObject } from "../api/pages";
import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { firstArgument, type Lookup, lookupsOf, matching, nameIn } from "../core/lookup";
import { ownerParameters } from "../core/site-parts";
import { normalised } from "../core/spelling";
import { thereAre } from "../core/suggest";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import type { Context } from "../lifecycle/managed";
import type { SiteObject } from "../site-document/objects";
import { withReferences } from "../site-document/references";

/** The site that a promotion changes: finds there what the source's document names. Each list is asked for once. */
export interface Target {
  /** The ids of what an object belongs to, by the parameters of its path. */
  parentsOf(object: SiteObject): Promise<Record<string, string>>;
  /** The object's id; undefined when the target doesn't have it. */
  idOf(object: SiteObject): Promise<string | undefined>;
  /** An object that was created. */
  note(object: SiteObject, id: string): void;
  /** The object's fields with ids in place of references. */
  inputsOf(object: SiteObject): Promise<Properties>;
  /** Why a reference can't be resolved; undefined when it can, now or once the source's objects are there. */
  problemOf(kind: string, name: string): Promise<string | undefined>;
}

/** @param objects those of the source, in the terms of the target */
export function openTarget(call: Call, context: Context, objects: readonly SiteObject[]): Target {
  const ids = new Map<string, Promise<string | undefined>>();
  const lists = new Map<string, Promise<Properties[]>>();
  const lookups = new Map(lookupsOf(definitions, systems).map((lookup) => [lookup.name, lookup]));

  const lookupOf = (kind: string): Lookup => {
    const lookup = lookups.get(kind);
    if (!lookup) throw new Error(`${kind} can't be found by a name`);
    return lookup;
  };
  const declared = (kind: string, name: string) =>
    objects.find(
      ({ part, fields }) => part.definition.name === kind && nameIn(lookupOf(kind), fields) === name,
    );
  const named = async (kind: string, name: string) => {
    const lookup = lookupOf(kind);
    const listed = lists.get(kind) ?? everyObject(call, lookup.list, {});
    lists.set(kind, listed);
    const all = await listed;
    return {
      matches: matching(lookup, all, { [firstArgument(lookup)]: name }),
      names: all.flatMap((one) => nameIn(lookup, one) ?? []),
    };
  };

  const target: Target = {
    async parentsOf({ part, owner }) {
      const [parameter] = ownerParameters(part);
      if (owner === undefined || parameter === undefined) return {};
      const id = await target.idOf(owner);
      if (id === undefined) throw new Comm100Error(`${owner.place} isn't on the target any more.`);
      return { ...(await target.parentsOf(owner)), [parameter]: id };
    },
    idOf(object) {
      const id = ids.get(object.key) ?? find(object);
      ids.set(object.key, id);
      return id;
    },
    note: (object, id) => void ids.set(object.key, Promise.resolve(id)),
    async inputsOf({ part, fields, path }) {
      const wanted: [kind: string, name: string][] = [];
      const { inputs } = part.definition;
      const collect = (kind: string, name: string) => wanted.push([kind, name]);
      withReferences(inputs, fields, path, collect, []);
      const resolvedIds = await Promise.all(wanted.map(([kind, name]) => idNamed(kind, name)));
      const byName = new Map(wanted.map(([kind, name], index) => [`${kind} ${name}`, resolvedIds[index]]));
      const resolved = withReferences(
        inputs,
        fields,
        path,
        (kind, name) => byName.get(`${kind} ${name}`),
        [],
      );
      return normalised(inputs, resolved);
    },
    async problemOf(kind, name) {
      if (declared(kind, name)) return undefined;
      const { matches, names } = await named(kind, name);
      if (matches.length === 1) return undefined;
      if (matches.length > 1) return `the target has ${matches.length} of ${kind} "${name}".`;
      return `the target has no ${kind} "${name}".${thereAre(name, names)}`;
    },
  };

  async function find(object: SiteObject): Promise<string | undefined> {
    const { definition } = object.part;
    const inputs = { ...(await target.parentsOf(object)), ...(await target.inputsOf(object)) };
    const members = await context.collections.members(definition, inputs);
    const [member] = members.withNaturalKeyOf(inputs);
    return member && String(member.id);
  }

  async function idNamed(kind: string, name: string): Promise<unknown> {
    const object = declared(kind, name);
    const id = object && (await target.idOf(object));
    if (id !== undefined) return id;
    const { matches } = await named(kind, name);
    const [only] = matches;
    if (only && matches.length === 1) return only.id;
    throw new Comm100Error(
      (await target.problemOf(kind, name)) ?? `${kind} "${name}" isn't on the target yet.`,
    );
  }

  return target;
}
