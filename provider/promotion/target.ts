import type { Call } from "../api/call";
import { everyObject } from "../api/paging";
import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { firstArgument, type Lookup, lookupsOf, matching, nameIn } from "../core/lookup";
import { withValueAt } from "../core/paths";
import { ownerParameters } from "../core/site-parts";
import { normalised } from "../core/spelling";
import { thereAre } from "../core/suggest";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import type { Context } from "../lifecycle/context";
import type { Rename } from "../site-document/aligned";
import { describedKey } from "../site-document/described-key";
import type { SiteObject } from "../site-document/objects";
import { withReferences } from "../site-document/references";

/** The site that a promotion changes: finds there what the source's document names. Each list is asked for once. */
export class Target {
  readonly #call: Call;
  readonly #context: Context;
  readonly #objects: readonly SiteObject[];
  readonly #renames: ReadonlyMap<string, Rename>;
  readonly #ids = new Map<string, Promise<string | undefined>>();
  readonly #lists = new Map<string, Promise<Properties[]>>();
  readonly #lookups = new Map(lookupsOf(definitions, systems).map((lookup) => [lookup.name, lookup]));

  /**
   * @param objects those of the source, in the terms of the target
   * @param renames those of them that have another name on the target
   */
  constructor(
    call: Call,
    context: Context,
    { objects, renames }: { objects: ReadonlyMap<string, SiteObject>; renames: readonly Rename[] },
  ) {
    this.#call = call;
    this.#context = context;
    this.#objects = [...objects.values()];
    this.#renames = new Map(renames.map((rename) => [rename.leftKey, rename]));
  }

  /** The ids of what an object belongs to, by the parameters of its path. */
  async parentsOf({ part, owner }: SiteObject): Promise<Record<string, string>> {
    const [parameter] = ownerParameters(part);
    if (owner === undefined || parameter === undefined) return {};
    const id = await this.idOf(owner);
    if (id === undefined) throw new Comm100Error(`${owner.place} isn't on the target any more.`);
    return { ...(await this.parentsOf(owner)), [parameter]: id };
  }

  /** The object's id; undefined when the target doesn't have it. */
  idOf(object: SiteObject): Promise<string | undefined> {
    const id = this.#ids.get(object.key) ?? this.#find(object);
    this.#ids.set(object.key, id);
    return id;
  }

  /** Remembers an object that was created. */
  note(object: SiteObject, id: string): void {
    this.#ids.set(object.key, Promise.resolve(id));
  }

  /** The object's fields with ids in place of references. */
  async inputsOf({ part, fields, path }: SiteObject): Promise<Properties> {
    const { inputs } = part.definition;
    const names: [kind: string, name: string][] = [];
    withReferences(inputs, fields, path, (kind, name) => names.push([kind, name]), []);
    const ids = await Promise.all(names.map(([kind, name]) => this.#idNamed(kind, name)));
    const idByName = new Map(names.map(([kind, name], index) => [`${kind} ${name}`, ids[index]]));
    const idOf = (kind: string, name: string) => idByName.get(`${kind} ${name}`);
    return normalised(inputs, withReferences(inputs, fields, path, idOf, []));
  }

  /** Why a reference can't be resolved; undefined when it can, now or once the source's objects are there. */
  async problemOf(kind: string, name: string): Promise<string | undefined> {
    if (this.#ofSource(kind, name)) return undefined;
    const { matches, names } = await this.#named(kind, name);
    if (matches.length === 1) return undefined;
    if (matches.length > 1) return `the target has ${matches.length} of ${kind} "${name}".`;
    return `the target has no ${kind} "${name}".${thereAre(name, names)}`;
  }

  async #find(object: SiteObject): Promise<string | undefined> {
    const wanted = { ...(await this.parentsOf(object)), ...(await this.inputsOf(object)) };
    const rename = this.#renames.get(object.key);
    const inputs = rename ? withValueAt(wanted, rename.path, rename.right) : wanted;
    const members = await this.#context.collections.members(object.part.definition, inputs);
    const [member, ...others] = members.withNaturalKeyOf(inputs);
    if (others.length === 0) return member && String(member.id);
    throw new Comm100Error(
      severalOf(
        object,
        [member, ...others].map((one) => String(one?.id)),
      ),
    );
  }

  async #idNamed(kind: string, name: string): Promise<unknown> {
    const object = this.#ofSource(kind, name);
    const id = object && (await this.idOf(object));
    if (id !== undefined) return id;
    const { matches } = await this.#named(kind, name);
    const [only] = matches;
    if (only && matches.length === 1) return only.id;
    throw new Comm100Error(
      (await this.problemOf(kind, name)) ?? `${kind} "${name}" isn't on the target yet.`,
    );
  }

  /** The object of the source that has the name. */
  #ofSource(kind: string, name: string): SiteObject | undefined {
    const lookup = this.#lookupOf(kind);
    return this.#objects.find(
      ({ part, fields }) => part.definition.name === kind && nameIn(lookup, fields) === name,
    );
  }

  /** The objects of the target that have the name, and the names of all. */
  async #named(kind: string, name: string): Promise<{ matches: Properties[]; names: string[] }> {
    const lookup = this.#lookupOf(kind);
    const list = this.#lists.get(kind) ?? everyObject(this.#call, lookup.list, {});
    this.#lists.set(kind, list);
    const objects = await list;
    return {
      matches: matching(lookup, objects, { [firstArgument(lookup)]: name }),
      names: objects.flatMap((one) => nameIn(lookup, one) ?? []),
    };
  }

  #lookupOf(kind: string): Lookup {
    const lookup = this.#lookups.get(kind);
    if (!lookup) throw new Error(`${kind} can't be found by a name`);
    return lookup;
  }
}

/** What is wrong with a site that has several objects of one natural key. */
export const severalOf = ({ place, part, fields }: SiteObject, ids: readonly string[]) =>
  `${place}: there are ${ids.length} with the same ${describedKey(part.definition, fields)}, which nothing tells apart (ids ${ids.join(", ")}). Delete or rename all but one.`;
