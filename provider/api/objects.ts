import type { Definition, Properties } from "../core/definition";
import type { Operation } from "../core/operation";
import { operationsOf } from "../core/operations";
import type { Call } from "./call";
import { UnexpectedAnswerError } from "./errors";
import { filled, type Parents } from "./path";

/** The API's operations on one kind of object, for any definition: what the lifecycle uses. */
export interface ObjectsApi {
  list(definition: Definition, parents: Parents): Promise<Properties[]>;
  /** `id` is for a member of a collection only. */
  get(definition: Definition, parents: Parents, id?: string): Promise<Properties>;
  create(definition: Definition, parents: Parents, body: Properties): Promise<Properties>;
  /**
   * Replaces the whole object.
   *
   * @returns the object as the answer shows it; undefined where it doesn't
   */
  update(
    definition: Definition,
    parents: Parents,
    body: Properties,
    id?: string,
  ): Promise<Properties | undefined>;
  /** @throws UnexpectedAnswerError for an answer with a body, which may be anybody's */
  delete(definition: Definition, parents: Parents, id: string): Promise<void>;
}

export function objectsApi(call: Call): ObjectsApi {
  const parameters = (parents: Parents, id?: string) => (id === undefined ? parents : { ...parents, id });
  return {
    list: async (definition, parents) =>
      call.list(operationNamed(definition, "list"), { parameters: parents }),
    get: async (definition, parents, id) =>
      call.object(operationNamed(definition, "get"), { parameters: parameters(parents, id) }),
    create: async (definition, parents, body) =>
      call.object(operationNamed(definition, "create"), { parameters: parents, body }),
    update: async (definition, parents, body, id) =>
      call.shown(operationNamed(definition, "update"), { parameters: parameters(parents, id), body }),
    async delete(definition, parents, id) {
      const operation = operationNamed(definition, "delete");
      const path = filled(definition.name, operation.path, parameters(parents, id));
      const body = await call.nothing(operation, { parameters: parameters(parents, id) });
      if (body !== undefined) {
        throw new UnexpectedAnswerError({ method: "DELETE", path }, "a body, where the documents have none.");
      }
    },
  };
}

function operationNamed(definition: Definition, name: string): Operation {
  const operation = operationsOf(definition)[name];
  if (!operation) throw new Error(`The API has no ${name} for ${definition.name}`);
  return operation;
}
