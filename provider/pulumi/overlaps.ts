import type * as pulumi from "@pulumi/pulumi";
import type { Definition } from "../core/definition";
import { factsOf } from "../core/field-facts";
import { parametersOf } from "../core/paths";
import { type Conflict, keyPart, onceKnown } from "./duplicates";
import { perProvider } from "./per-run";
import { resourceWithId } from "./resource-with-id";

/** Who declares a part of an object: the object itself, in one of its fields, or resources of their own. */
interface Claim {
  owner?: string;
  part?: string;
}

const claims = perProvider(() => new Map<string, Claim>());

/** Resources with an id that declare parts in their fields: resources of such parts know them by that id only. */
const declaredParts = new WeakMap<pulumi.Resource, { kinds: Set<string>; place: string }>();

/**
 * Finds what is declared twice: in a field of one resource, such as a form's `fields`, and as resources of
 * their own, such as CampaignFormField. Each would undo what the other does.
 */
export function overlapOf(
  definition: Definition,
  name: string,
  declared: pulumi.Inputs,
  options: pulumi.CustomResourceOptions,
): Conflict {
  const claimed = claims(options);
  const asOwner = kindsIn(definition, declared).map((kind) =>
    ownPlace(definition, definition.path, declared, (place) =>
      conflict(claimed, `${kind} ${place}`, { owner: `${definition.name} "${name}"` }),
    ),
  );
  const asPart =
    definition.partOf === undefined
      ? []
      : [
          ownPlace(definition, definition.partOf, declared, (place) =>
            conflict(claimed, `${definition.name} ${place}`, { part: `${definition.name} "${name}"` }),
          ),
          withOwnersId(definition, declared),
        ];
  const conflicts = [...asOwner, ...asPart];
  return {
    problems: conflicts.flatMap(({ problems }) => problems),
    later: conflicts.find(({ later }) => later !== undefined)?.later,
  };
}

/** Remembers what a resource declares of its parts, for parts that name it by its id. */
export function noteParts(
  resource: pulumi.Resource,
  definition: Definition,
  name: string,
  declared: pulumi.Inputs,
) {
  const kinds = kindsIn(definition, declared);
  if (definition.hasId && kinds.length > 0) {
    declaredParts.set(resource, { kinds: new Set(kinds), place: `${definition.name} "${name}"` });
  }
}

/** The kinds of resource that the declared fields hold. */
const kindsIn = (definition: Definition, declared: pulumi.Inputs): string[] =>
  Object.entries(definition.fields).flatMap(([field, schema]) => {
    const { resource } = factsOf(schema);
    return resource !== undefined && declared[field] !== undefined ? [resource] : [];
  });

/** The conflict about the object at a path, as soon as all ids in the path are known. */
function ownPlace(
  definition: Definition,
  path: string,
  declared: pulumi.Inputs,
  message: (place: string) => string | undefined,
): Conflict {
  const names = parametersOf(path);
  const parts = names.map((parameter) => {
    const field = definition.inputs[parameter];
    return field ? keyPart(field, declared, parameter) : undefined;
  });
  return onceKnown(parts, (ids) => {
    if (ids.some((id) => id === undefined)) return undefined;
    return message(
      path.replace(/\{(\w+)\}/g, (_, parameter: string) => String(ids[names.indexOf(parameter)])),
    );
  });
}

function withOwnersId(definition: Definition, declared: pulumi.Inputs): Conflict {
  const owners = definition.parameters.map((parameter) => resourceWithId(declared[parameter]));
  const problems = owners.flatMap((owner) => {
    const parts = owner && declaredParts.get(owner);
    return parts?.kinds.has(definition.name) ? [{ path: "", message: declaredTwice(parts.place) }] : [];
  });
  return { problems, later: undefined };
}

function conflict(claimed: Map<string, Claim>, key: string, claim: Claim): string | undefined {
  const earlierClaim = claimed.get(key) ?? {};
  claimed.set(key, { ...claim, ...earlierClaim });
  const against = claim.owner === undefined ? earlierClaim.owner : earlierClaim.part;
  return against === undefined ? undefined : declaredTwice(against);
}

const declaredTwice = (declarer: string) =>
  `is declared by ${declarer}, too: one of the two would undo what the other does. Keep it in one place, in the list or as a resource of its own.`;
