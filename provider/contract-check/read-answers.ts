import type { Call } from "../api/call";
import { byText, grouped } from "../core/ordering";
import type { Progress } from "../site-document/live-site";
import { createAsker, type ReadAnswer, type Unread } from "./asker";
import type { Endpoint } from "./endpoints";
import { assignmentsFor } from "./parameters";

export interface ReadAnswers {
  answers: readonly ReadAnswer[];
  /** The endpoints that weren't asked or didn't answer, and why. */
  unread: readonly Unread[];
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
  const { ask, answers, failures } = createAsker(call, progress);
  async function read(endpoint: Endpoint): Promise<Unread[]> {
    const assignments = await assignmentsFor(endpoint, endpoints, ask);
    await Promise.all(assignments.map((parameters) => ask(endpoint, parameters)));
    const reason = "no object to ask for";
    return assignments.length > 0 ? [] : [{ endpoint: endpoint.name, reason, isFailure: false }];
  }

  // What goes wrong with the first goes wrong with all.
  const [first, ...others] = endpoints;
  const early = first ? await read(first) : [];
  const late = await Promise.all(others.map(read));
  return { answers, unread: onceEach([...early, ...late.flat(), ...failures]) };
}

/** An endpoint that is asked for several objects may fail for all of them. */
const onceEach = (unread: readonly Unread[]): Unread[] =>
  [...grouped(unread, ({ endpoint, reason }) => `${endpoint} ${reason}`).values()]
    .flatMap(([first]) => first ?? [])
    .sort(byText(({ endpoint }) => endpoint));
