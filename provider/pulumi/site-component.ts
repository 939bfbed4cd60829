import * as pulumi from "@pulumi/pulumi";
import { Comm100Error } from "../core/errors";
import { valueAt } from "../core/paths";
import { ownerParameters, siteParts } from "../core/site-parts";
import { didYouMean } from "../core/suggest";
import type { Problem } from "../core/validate";
import { definitionNamed, definitions } from "../definitions";
import { withDefaults } from "../site-document/defaults/filled";
import { omitted, tableOf, withoutForm } from "../site-document/defaults/tables";
import { inOrderOfNeed, isNeeded, type PlannedResource, planSite } from "../site-document/plan";
import { withReferences } from "../site-document/references";
import { isWithoutDigest, tellingNames } from "../site-document/resource-names";
import { undeclaredName } from "../site-document/undeclared-name";
import { noteWhetherItGoes } from "./deleted-with-owner";
import { isEventual } from "./eventual";
import { findNamed } from "./lookup";
import { programError, report } from "./problems";

/** The resource classes by their kind. */
export type ResourceClasses = Readonly<
  Record<
    string,
    new (
      name: string,
      args: never,
      options: pulumi.CustomResourceOptions,
    ) => pulumi.CustomResource
  >
>;

/** Makes the resources of a whole site from one description. `LiveChatSite` is the class with its types. */
export class SiteComponent extends pulumi.ComponentResource {
  readonly #made = new Map<string, pulumi.CustomResource>();
  /** The resources by the names that they had. */
  readonly #formerly = new Map<string, PlannedResource>();
  readonly #name: string;

  /** @internal */
  constructor(
    name: string,
    args: object,
    options: pulumi.ComponentResourceOptions | undefined,
    classes: ResourceClasses,
  ) {
    super("comm100:index:LiveChatSite", name, {}, options);
    noteWhetherItGoes(this, options ?? {});
    this.#name = name;
    const problems: Problem[] = [];
    const described = describedIn(args, problems);
    const isProtected = protects(args, problems);
    const planned = inOrderOfNeed(
      planSite(siteParts(definitions), name, described, problems, isEventual),
      definitions,
    );
    const site = { described, planned, problems };
    const resolved = new Map(planned.map((resource) => [resource, this.#argumentsOf(resource, site)]));
    const formerNames = tellingNames(planned);
    // The SDK keeps the option there, with what it has taken over from the parent.
    const isWholeProtected = Reflect.get(this, "__protect") === true;
    void report("LiveChatSite", name, problems);
    if (problems.length > 0) return;
    for (const resource of planned) {
      const { definition } = resource.part;
      const kind = classes[definition.name];
      if (!kind) throw new Error(`There is no resource class ${definition.name}`);
      const made = new kind(resource.name, (resolved.get(resource)?.() ?? {}) as never, {
        parent: resource.owner ? this.#resource(resource.owner) : this,
        dependsOn: planned.filter((other) => isNeeded(other, resource)).map((other) => this.#resource(other)),
        aliases: formerNames.get(resource)?.map((former) => ({ name: former })) ?? [],
        // What belongs to a protected object would take it over from there.
        ...(isProtected && { protect: definition.lostOnDelete !== undefined || isWholeProtected }),
      });
      for (const former of formerNames.get(resource) ?? [])
        this.#formerly.set(`${definition.name} ${former}`, resource);
      this.#made.set(keyOf(resource), made);
    }
    this.registerOutputs();
  }

  /**
   * A resource of the site: `resource("ChatButton", "Sales")`.
   *
   * @param kind the name of the resource class
   * @param path the resource's name without that of the site: `Sales`, `Sales/Welcome`
   * @throws Error when the description has none of the name
   */
  protected find(kind: string, path: string): pulumi.CustomResource {
    const name = path === "" ? this.#name : `${this.#name}/${path}`;
    const key = `${kind} ${name}`;
    const former = this.#formerly.get(key);
    // Where several had one name in earlier releases, none of them is meant by it.
    const isMeant = former && isWithoutDigest(name, former) && !this.#formerly.has(`${key} 2`);
    const resource = this.#made.get(key) ?? (isMeant ? this.#resource(former) : undefined);
    if (resource) return resource;
    const hint = former
      ? ` It is "${this.#pathOf(former.name)}" now.`
      : didYouMean(path, this.#pathsOf(kind));
    throw programError(`LiveChatSite "${this.#name}" has no ${kind} "${path}".${hint}`);
  }

  /** The name of a resource without that of the site. */
  #pathOf(name: string): string {
    return name.slice(this.#name.length + 1);
  }

  #pathsOf(kind: string): string[] {
    const keys = [...this.#made.keys()].filter((key) => key.startsWith(`${kind} `));
    return keys.map((key) => this.#pathOf(key.slice(kind.length + 1)));
  }

  #resource(planned: PlannedResource): pulumi.CustomResource {
    const resource = this.#made.get(keyOf(planned));
    if (!resource) throw new Error(`${planned.path} isn't made yet`);
    return resource;
  }

  /** The arguments of a resource: checked at once, made when the resources that they refer to are there. */
  #argumentsOf(resource: PlannedResource, { described, planned, problems }: Site) {
    const { definition } = resource.part;
    const args = { ...resource.args };
    const check = (kind: string, name: string, path: string) => {
      const message = undeclaredName(described, kind, name);
      if (message !== undefined) problems.push({ path, message });
    };
    withReferences(definition.inputs, args, resource.path, check, problems);
    return () => {
      const owner = resource.owner && this.#resource(resource.owner);
      const [parameter] = ownerParameters(resource.part);
      if (owner && parameter !== undefined) args[parameter] = owner.id;
      const idOf = (kind: string, name: string) => this.#idOf(kind, name, planned);
      return withReferences(definition.inputs, args, resource.path, idOf, []);
    };
  }

  /** The id of the object of this name: one of the description, else one that is on the site. */
  #idOf(kind: string, name: string, planned: readonly PlannedResource[]): unknown {
    const [path = ""] = definitionNamed(kind)?.naturalKey ?? [];
    const declared = planned.find(
      ({ part, args }) => part.definition.name === kind && valueAt(args, path) === name,
    );
    if (declared) return this.#resource(declared).id;
    const siteObject = findNamed<{ id: string | number }>(kind, name, { parent: this });
    return pulumi.output(siteObject).id;
  }
}

/** What a whole site is made of. */
interface Site {
  described: Readonly<Record<string, unknown>>;
  planned: readonly PlannedResource[];
  problems: Problem[];
}

function protects(args: { protect?: unknown }, problems: Problem[]): boolean {
  const { protect } = args;
  if (protect !== undefined && typeof protect !== "boolean")
    problems.push({ path: "protect", message: "must be true or false, and known at once." });
  return protect === true;
}

/** What the program says comes before what its document says. */
function describedIn(args: object, problems: Problem[]): Record<string, unknown> {
  const { document, protect: _protect, ...parts } = args as { document?: object; protect?: unknown };
  const described: Record<string, unknown> = { ...document, ...parts };
  try {
    const table = tableOf(described);
    return table ? withDefaults(withoutForm(described), table) : described;
  } catch (error) {
    if (!(error instanceof Comm100Error)) throw error;
    problems.push({ path: omitted, message: error.message });
    return withoutForm(described);
  }
}

const keyOf = ({ part, name }: PlannedResource) => `${part.definition.name} ${name}`;
