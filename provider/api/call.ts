import type { Properties } from "../core/definition";
import type { Operation } from "../core/operation";
import { isObject } from "../core/paths";
import { type Dialect, inDialect } from "../core/spelling";
import { itemsIn, objectIn, type Page, pageIn, requireId } from "./answers";
import type { Answer, RawAnswer } from "./connection";
import { ApiError, UnexpectedAnswerError } from "./errors";
import { filled, type Parents } from "./path";
import { type QueryValue, queryText } from "./query";
import { EndingError } from "./run-end";
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
  /**
   * The answer as it came: nothing is read from it. It may be an error, or what can't be read.
   *
   * @throws EndingError for an answer that all others would get, too, but for a 403, which has two reasons
   */
  raw(operation: Operation, args: CallArguments): Promise<TakenAnswer>;
}

export interface TakenAnswer extends RawAnswer {
  /** Whether the service says in it that the request failed, by the status or in the body alone. */
  isError: boolean;
}

export function createCall(sender: Sender, dialect: Dialect): Call {
  async function send(operation: Operation, args: CallArguments, onAnswer?: (answer: RawAnswer) => void) {
    const { method } = operation;
    const body = args.body === undefined ? undefined : outgoing(operation, args.body, dialect);
    if (operation.isTokenRequest) {
      const answer = await sender.requestToken(body as Record<string, string>);
      return { place: { method, path: operation.path }, answer };
    }
    const path = filled(operation.returns?.name ?? "Path", operation.path, args.parameters);
    const request = { method, path, endpoint: operation.path, query: queryText(args.query ?? {}), body };
    const answer = await sender.send({ ...request, ...(onAnswer && { onAnswer }) });
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
    const body = hasId && !isMember ? withNewId(answer) : answer.body;
    const object = objectIn(operation.returns, place, body);
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
    async raw(operation, args) {
      const answers: RawAnswer[] = [];
      const error = await send(operation, args, (answer) => answers.push(answer)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const last = answers.at(-1);
      if (last !== undefined && isAnswered(error)) return { ...last, isError: error instanceof ApiError };
      throw error;
    },
  };
}

/** One documented answer to a creation lacks the id (docs/api-notes.md#ids): the address of the new object has it. */
function withNewId({ body, location = "" }: Answer): unknown {
  const [id] = /[^/?#]+(?=$|[?#])/.exec(location) ?? [];
  return isObject(body) && body.id === undefined && id !== undefined ? { ...body, id } : body;
}

/** Whether the last answer is what came of a request, as it went well or the answer itself is what failed. */
const isAnswered = (error: unknown): boolean =>
  error === undefined ||
  error instanceof UnexpectedAnswerError ||
  (error instanceof ApiError && (error.status === 403 || !(error instanceof EndingError)));

function outgoing({ body: type }: Operation, body: unknown, dialect: Dialect): unknown {
  if (type === undefined || type === "ids") return body;
  if (!("listOf" in type)) return inDialect(type.fields, body as Properties, dialect);
  return (body as Properties[]).map((entry) => inDialect(type.listOf.fields, entry, dialect));
}
