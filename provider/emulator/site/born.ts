import { randomUUID } from "node:crypto";
import type { ObjectRules, StoredObject } from "../rules";
import type { Step } from "../store/journal";

/** What comes into being below a new member of a collection. */
export function born(
  objects: readonly ObjectRules[],
  path: string,
  place: string,
  newId: () => string = randomUUID,
): Step[] {
  return objects.flatMap(({ initial = {} }) =>
    Object.entries(initial).flatMap(([below, members]) => {
      const owner = below.match(/^(.*)\/:\w+(\/.*)$/);
      if (owner?.[1] !== path) return [];
      return members.map((member) => {
        const id = newId();
        const object = { id, ...withOwnIds(member, newId) };
        return { put: `${place}${owner[2]?.toLowerCase()}/${id}`, object };
      });
    }),
  );
}

/** Copies, as every campaign has its own; `id: ""` asks for a new one. */
const withOwnIds = (member: StoredObject, newId: () => string): StoredObject =>
  JSON.parse(JSON.stringify(member), (key, value: unknown) =>
    key === "id" && value === "" ? newId() : value,
  );
