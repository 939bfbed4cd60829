import type { Call, TakenAnswer } from "../api/call";
import { NoAnswerError, UnexpectedAnswerError } from "../api/errors";
import type { QueryValue } from "../api/query";
import { byText, grouped } from "../core/ordering";
import type { Progress } from "../site-document/live-site";
import { type Body, bodyOf } from "./body";
import type { Endpoint } from "./endpoints";
import { type Assignment, assignmentsFor } from "./parameters";

export interface ReadAnswer {
  endpoint: Endpoint;
  answer: TakenAnswer;
  body: Body;
}

export interface ReadAnswers {
  answers: readonly ReadAnswer[];
  /** The endpoints that weren't asked or didn't answer, and why. */
  unread: readonly Unread[];
}

export interface Unread {
  endpoint: string;
  reason: string;
  /** Whether it was asked. */
  isFailure: boolean;
}

/**
 * Asks every endpoint, for the first objects of each list.
 *
 * @throws NoAnswerError, EndingError when it would be the same with all others
 */
export async function readAnswers(
  call: Call,
  endpoints: readonly Endpoint[],
  progress: Progress,
): Promise<ReadAnswers> {
  const answers: ReadAnswer[] = [];
  const unread: Unread[] = [];
  const asked = new Map<string, Promise<Body | undefined>>();

  async function ask(endpoint: Endpoint, parameters: Assignment): Promise<Body | undefined> {
    progress.expected(1);
    const query = queryFor(endpoint);
    try {
      const answer = await call.raw(endpoint.operation, { parameters, query });
      const body = bodyOf(answer);
      answers.push({ endpoint, answer, body });
      return answer.isError ? undefined : body;
    } catch (error) {
      if (answers.length === 0) throw error;
      unread.push({ endpoint: endpoint.name, reason: failureText(error), isFailure: true });
      return undefined;
    } finally {
      progress.done(endpoint.name);
    }
  }

  /** Each of them once: the lists are asked for their members' ids, too. */
  function askOnce(endpoint: Endpoint, parameters: Assignment): Promise<Body | undefined> {
    const key = `${endpoint.name} ${JSON.stringify(parameters)}`;
    const body = asked.get(key) ?? ask(endpoint, parameters);
    asked.set(key, body);
    return body;
  }

  async function read(endpoint: Endpoint): Promise<void> {
    const assignments = await assignmentsFor(endpoint, endpoints, askOnce);
    if (assignments.length === 0) {
      unread.push({ endpoint: endpoint.name, reason: "no object to ask for", isFailure: false });
    }
    await Promise.all(assignments.map((parameters) => askOnce(endpoint, parameters)));
  }

  const [first, ...others] = endpoints;
  if (first) await read(first);
  await Promise.all(others.map(read));
  return { answers, unread: onceEach(unread) };
}

/** An endpoint that is asked for several objects may fail for all of them. */
const onceEach = (unread: readonly Unread[]): Unread[] =>
  [...grouped(unread, ({ endpoint, reason }) => `${endpoint} ${reason}`).values()]
    .flatMap(([first]) => first ?? [])
    .sort(byText(({ endpoint }) => endpoint));

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

/** Without the address and the ids in it. @throws what was thrown, if it isn't about one answer */
function failureText(error: unknown): string {
  if (error instanceof NoAnswerError) return `no answer: ${error.reason}`;
  if (error instanceof UnexpectedAnswerError) return "an answer that is no HTTP, or too large";
  throw error;
}
