import { randomUUID } from "node:crypto";
import { everyObject } from "../objects";
import type { StoredObject } from "../rules";
import type { Step } from "../store/change";
import { memberPlace } from "./places";

/** What comes into being below a new member of a collection. */
export function born(path: string, place: string, newId: () => string = randomUUID): Step[] {
  return everyObject.flatMap(({ initial = {} }) =>
    Object.entries(initial).flatMap(([collection, members]) => {
      const [, owner, below = ""] = collection.match(/^(.*)\/:\w+(\/.*)$/) ?? [];
      if (owner !== path) return [];
      return members.map((member) => {
        const id = newId();
        const object = { id, ...withOwnIds(member, newId) };
        return { put: memberPlace(place + below, id), object };
      });
    }),
  );
}

/** Copies, as every campaign has its own; `id: ""` asks for a new one. */
const withOwnIds = (member: StoredObject, newId: () => string): StoredObject =>
  JSON.parse(JSON.stringify(member), (key, value: unknown) =>
    key === "id" && value === "" ? newId() : value,
  );
