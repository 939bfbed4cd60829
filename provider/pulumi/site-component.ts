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
    const planned = inOrderOfNeed(
      planSite(siteParts(definitions), name, describedIn(args, problems), problems, isEventual),
      definitions,
    );
    const resolved = new Map(
      planned.map((resource) => [resource, this.#argumentsOf(resource, planned, problems)]),
    );
    void report("LiveChatSite", name, problems);
    if (problems.length > 0) return;
    for (const resource of planned) {
      const { definition } = resource.part;
      const kind = classes[definition.name];
      if (!kind) throw new Error(`There is no resource class ${definition.name}`);
      const made = new kind(resource.name, (resolved.get(resource)?.() ?? {}) as never, {
        parent: resource.owner ? this.#resource(resource.owner) : this,
        dependsOn: planned.filter((other) => isNeeded(other, resource)).map((other) => this.#resource(other)),
      });
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
    const resource = this.#made.get(`${kind} ${name}`);
    if (resource) return resource;
    const keysOfKind = [...this.#made.keys()].filter((key) => key.startsWith(`${kind} `));
    const near = didYouMean(
      path,
      keysOfKind.map((key) => key.slice(`${kind} ${this.#name}/`.length)),
    );
    throw programError(`LiveChatSite "${this.#name}" has no ${kind} "${path}".${near}`);
  }

  #resource(planned: PlannedResource): pulumi.CustomResource {
    const resource = this.#made.get(keyOf(planned));
    if (!resource) throw new Error(`${planned.path} isn't made yet`);
    return resource;
  }

  /** The arguments of a resource: checked at once, made when the resources that they refer to are there. */
  #argumentsOf(resource: PlannedResource, all: readonly PlannedResource[], problems: Problem[]) {
    const { definition } = resource.part;
    const args = { ...resource.args };
    withReferences(definition.inputs, args, resource.path, () => "", problems);
    return () => {
      const owner = resource.owner && this.#resource(resource.owner);
      const [parameter] = ownerParameters(resource.part);
      if (owner && parameter !== undefined) args[parameter] = owner.id;
      return withReferences(
        definition.inputs,
        args,
        resource.path,
        (kind, name) => this.#idOf(kind, name, all),
        [],
      );
    };
  }

  /** The id of the object of this name: one of the description, else one that is on the site. */
  #idOf(kind: string, name: string, all: readonly PlannedResource[]): unknown {
    const [path = ""] = definitionNamed(kind)?.naturalKey ?? [];
    const declared = all.filter(({ part }) => part.definition.name === kind);
    const declaredObject = declared.find(({ args }) => valueAt(args, path) === name);
    if (declaredObject) return this.#resource(declaredObject).id;
    const names = declared
      .map(({ args }) => valueAt(args, path))
      .filter((other) => typeof other === "string");
    const siteObject = findNamed<{ id: string | number }>(kind, name, { parent: this }, names);
    return pulumi.output(siteObject).id;
  }
}

/** What the program says comes before what its document says. */
function describedIn(args: object, problems: Problem[]): Record<string, unknown> {
  const { document, ...parts } = args as { document?: object };
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
