import type { Call, TakenAnswer } from "../api/call";
import { NoAnswerError, UnexpectedAnswerError } from "../api/errors";
import type { QueryValue } from "../api/query";
import type { Progress } from "../site-document/live-site";
import { type Body, bodyOf } from "./body";
import type { Endpoint } from "./endpoints";
import type { Ask, Assignment } from "./parameters";

export interface ReadAnswer {
  endpoint: Endpoint;
  answer: TakenAnswer;
  body: Body;
}

export interface Unread {
  endpoint: string;
  reason: string;
  /** Whether it was asked. */
  isFailure: boolean;
}

/** Asks each endpoint once for the same object: the lists are asked for their members' ids, too. */
export interface Asker {
  /** @throws NoAnswerError, EndingError when it would be the same with all others */
  ask: Ask;
  answers: readonly ReadAnswer[];
  failures: readonly Unread[];
}

export function createAsker(call: Call, progress: Progress): Asker {
  const answers: ReadAnswer[] = [];
  const failures: Unread[] = [];
  const asked = new Map<string, Promise<Body | undefined>>();

  async function ask(endpoint: Endpoint, parameters: Assignment): Promise<Body | undefined> {
    progress.expected(1);
    try {
      const answer = await call.raw(endpoint.operation, { parameters, query: queryFor(endpoint) });
      const body = bodyOf(answer);
      answers.push({ endpoint, answer, body });
      return answer.isError ? undefined : body;
    } catch (error) {
      if (answers.length === 0) throw error;
      failures.push({ endpoint: endpoint.name, reason: failureText(error), isFailure: true });
      return undefined;
    } finally {
      progress.done(endpoint.name);
    }
  }

  return {
    answers,
    failures,
    ask(endpoint, parameters) {
      const key = `${endpoint.name} ${JSON.stringify(parameters)}`;
      const body = asked.get(key) ?? ask(endpoint, parameters);
      asked.set(key, body);
      return body;
    },
  };
}

/** How far back chats and messages are asked for, in milliseconds: today's alone may be none. */
const lookBack = 30 * 24 * 60 * 60_000;

function queryFor({ operation, include }: Endpoint): Record<string, QueryValue> {
  const timeFrom = new Date(Date.now() - lookBack).toISOString().slice(0, 19);
  return {
    ...(include.length > 0 && { include: [...include] }),
    ...(operation.answer === "pages" && { pageIndex: 1, pageSize: 50 }),
    ...(operation.query?.timeFrom && { timeFrom }),
  };
}

/**
 * Without the address and the ids in it.
 *
 * @throws what was thrown, if it isn't about one answer
 */
function failureText(error: unknown): string {
  if (error instanceof NoAnswerError) return `no answer: ${error.reason}`;
  if (error instanceof UnexpectedAnswerError) return "an answer that is no HTTP, or too large";
  throw error;
}
