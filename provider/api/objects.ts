import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { objectIn, objectsIn } from "./answers";
import type { ApiRequest, Sender } from "./sender";

/** Ids for the parameters of a definition's path; other keys are ignored. */
export type Parents = Readonly<Record<string, unknown>>;

/** The API's operations on one kind of object, for any definition. Ids go through unchanged; paths are encoded here. */
export interface ObjectsApi {
  list(definition: Definition, parents: Parents): Promise<Properties[]>;
  /** `id` is for a member of a collection only. */
  get(definition: Definition, parents: Parents, id?: string): Promise<Properties>;
  create(definition: Definition, parents: Parents, body: Properties): Promise<Properties>;
  /** Replaces the whole object. */
  update(definition: Definition, parents: Parents, body: Properties, id?: string): Promise<Properties>;
  delete(definition: Definition, parents: Parents, id: string): Promise<void>;
}

export function objectsApi(sender: Sender): ObjectsApi {
  const send = async (method: ApiRequest["method"], path: string, body?: Properties) => {
    const answer = await sender.send({ method, path, body });
    return { place: { method, path }, answer };
  };

  return {
    async list(definition, parents) {
      const { place, answer } = await send("GET", pathOf(definition, parents));
      return objectsIn(definition, place, answer.body);
    },
    async get(definition, parents, id) {
      const { place, answer } = await send("GET", pathOf(definition, parents, id));
      return objectIn(definition, place, answer.body);
    },
    async create(definition, parents, body) {
      const { place, answer } = await send("POST", pathOf(definition, parents), body);
      return objectIn(definition, place, answer.body);
    },
    async update(definition, parents, body, id) {
      const { place, answer } = await send("PUT", pathOf(definition, parents, id), body);
      // The body that was sent is what is stored, should the answer be empty.
      return answer.body === undefined ? { ...body, id } : objectIn(definition, place, answer.body);
    },
    async delete(definition, parents, id) {
      await send("DELETE", pathOf(definition, parents, id));
    },
  };
}

/** The path below the origin of a collection or singleton, or of a collection's member. */
export function pathOf(definition: Definition, parents: Parents, id?: string): string {
  const path = definition.path.replace(/\{(\w+)\}/g, (_, parameter: string) =>
    segment(definition, parameter, parents[parameter]),
  );
  return `/api/v3${path}${id === undefined ? "" : `/${segment(definition, "id", id)}`}`;
}

function segment(definition: Definition, name: string, value: unknown): string {
  const text = typeof value === "number" ? String(value) : value;
  // A dot segment would survive the encoding and lead to another path.
  if (typeof text !== "string" || text === "" || text === "." || text === "..") {
    throw new Comm100Error(`${definition.name}: ${name} is not an id that can be part of a path.`);
  }
  return encodeURIComponent(text);
}
