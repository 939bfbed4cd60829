import type { Properties } from "../core/definition";
import type { Operation } from "../core/operation";
import { type Dialect, inDialect } from "../core/spelling";
import { itemsIn, objectIn, type Page, pageIn, requireId } from "./answers";
import { UnexpectedAnswerError } from "./errors";
import { filled, type Parents } from "./path";
import { type QueryValue, queryText } from "./query";
import type { Sender } from "./sender";

export interface CallArguments {
  /** The values of the path's parameters. */
  parameters: Parents;
  body?: unknown;
  query?: Readonly<Record<string, QueryValue>>;
}

/** One request to an endpoint: the body in the configured spelling, the answer in the definition's. */
export interface Call {
  /** The object as the service has it; as it was sent, where the answer to a write is empty. */
  object(operation: Operation, args: CallArguments): Promise<Properties>;
  /** As `object`, but undefined where the answer is empty, and so doesn't show what was written. */
  shown(operation: Operation, args: CallArguments): Promise<Properties | undefined>;
  list(operation: Operation, args: CallArguments): Promise<Properties[]>;
  page(operation: Operation, args: CallArguments): Promise<Page>;
  /** @returns the body of the answer, which should have none */
  nothing(operation: Operation, args: CallArguments): Promise<unknown>;
}

export function createCall(sender: Sender, dialect: Dialect): Call {
  async function send(operation: Operation, args: CallArguments) {
    const { method } = operation;
    const body = args.body === undefined ? undefined : outgoing(operation, args.body, dialect);
    if (operation.isTokenRequest) {
      const answer = await sender.requestToken(body as Record<string, string>);
      return { place: { method, path: operation.path }, answer };
    }
    const path = filled(operation.returns?.name ?? "Path", operation.path, args.parameters);
    const request = { method, path, endpoint: operation.path, query: queryText(args.query ?? {}), body };
    const answer = await sender.send(request);
    return { place: { method, path }, answer };
  }

  async function shown(operation: Operation, args: CallArguments) {
    const { place, answer } = await send(operation, args);
    const hasId = operation.returns?.hasId === true;
    const isMember = "id" in args.parameters;
    if (answer.body === undefined && args.body !== undefined) {
      if (hasId && !isMember) throw new UnexpectedAnswerError(place, "an empty body, without the new id.");
      return undefined;
    }
    const object = objectIn(operation.returns, place, answer.body);
    if (hasId && isMember) requireId(place, args.parameters.id, object.id);
    return object;
  }

  return {
    shown,
    async object(operation, args) {
      const object = await shown(operation, args);
      if (object) return object;
      const sent = outgoing(operation, args.body, dialect) as Properties;
      return { ...sent, ...("id" in args.parameters && { id: args.parameters.id }) };
    },
    async list(operation, args) {
      const { place, answer } = await send(operation, args);
      return itemsIn(operation.returns, place, answer.body);
    },
    async page(operation, args) {
      const { place, answer } = await send(operation, args);
      return pageIn(operation.returns, place, answer.body);
    },
    async nothing(operation, args) {
      return (await send(operation, args)).answer.body;
    },
  };
}

function outgoing({ body: type }: Operation, body: unknown, dialect: Dialect): unknown {
  if (type === undefined || type === "ids") return body;
  if (!("listOf" in type)) return inDialect(type.fields, body as Properties, dialect);
  return (body as Properties[]).map((entry) => inDialect(type.listOf.fields, entry, dialect));
}
