import type * as z from "zod";
import { isNotFound } from "../api/errors";
import type { Definition } from "../core/definition";
import { Comm100Error } from "../core/errors";
import type { Properties } from "../core/properties";
import type { Context } from "./context";
import type { Managed } from "./managed";
import { isPermanent } from "./member";

/**
 * The error of an object that the service doesn't delete, with what belongs to it. Before it the engine has taken the
 * resources of these out of the state without a call, as they would have gone with it.
 */
export async function notDeleted(
  context: Context,
  definition: Definition,
  managed: Managed,
  error: unknown,
): Promise<unknown> {
  const left = await leftBehind(context, definition, managed);
  if (left === undefined || !(error instanceof Error)) return error;
  return new Comm100Error(
    `${error.message} ${definition.name} ${managed.id} stays, and what belongs to it is still on the site: ${left}. The resources of these have left the state without a call (deletedWith). Run pulumi up, which takes them back, or delete again what remains.`,
    { cause: error },
  );
}

/** Tells of what belongs to an object that stays, while the engine takes the resource that had it for deleted. */
export async function tellLeftBehind(
  context: Context,
  definition: Definition,
  managed: Managed,
): Promise<void> {
  const left = await leftBehind(context, definition, managed);
  if (left === undefined) return;
  context.log(
    `${definition.name} ${managed.id}: what belongs to it and no resource of the program has is still on the site: ${left}. What has left the program in this update was taken out of the state without a call (deletedWith): delete it by hand.`,
  );
}

/** `1 AutoInvitation (id …), 2 Ban (ids …)`, and which lists nobody could read; undefined where there is nothing. */
async function leftBehind(
  context: Context,
  definition: Definition,
  { id }: Managed,
): Promise<string | undefined> {
  const kinds = context.kinds.filter((kind) => kind.hasId && ownerParameter(kind, definition) !== undefined);
  const found = await Promise.all(
    kinds.map((kind) =>
      idsOf(context, kind, definition, id).then(
        (ids) => idsText(kind, ids),
        // Without its owner there is no list, and nothing in it.
        (error: unknown) => (isNotFound(error) ? [] : [`any ${kind.name} (its list can't be read)`]),
      ),
    ),
  );
  const named = found.flat();
  return named.length === 0 ? undefined : named.join(", ");
}

const idsText = ({ name }: Definition, ids: readonly string[]): string[] =>
  ids.length === 0 ? [] : [`${ids.length} ${name} (${ids.length === 1 ? "id" : "ids"} ${ids.join(", ")})`];

/** The members below an object that no resource of the program has, and that don't come with it. */
async function idsOf(context: Context, kind: Definition, owner: Definition, id: string): Promise<string[]> {
  const lists = await Promise.all(
    placesBelow(kind, { [ownerParameter(kind, owner) ?? ""]: id }).map(async (parents) => {
      const members = await context.api.list(kind, parents);
      return members
        .filter((member) => !isPermanent(kind, member))
        .map((member) => String(member.id))
        .filter((one) => {
          const { ownership } = context;
          return !ownership.isHeld(kind, parents, one) && !ownership.isNew(kind, parents, one);
        });
    }),
  );
  return lists.flat();
}

const ownerParameter = ({ parents }: Definition, owner: Definition): string | undefined =>
  Object.entries(parents).find(([, parent]) => parent === owner)?.[0];

/** The collections of a kind below one owner: one for each combination of the choices in the path. */
function placesBelow({ choices }: Definition, owner: Properties): Properties[] {
  return Object.entries(choices).reduce<Properties[]>(
    (places, [name, choice]) =>
      places.flatMap((place) =>
        (choice as z.ZodEnum).options.map((option) => ({ ...place, [name]: option })),
      ),
    [owner],
  );
}
