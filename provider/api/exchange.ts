import type { RequestPlace } from "./errors";

/** A request that was sent, and what came back. */
export interface Exchange extends RequestPlace {
  /** undefined when there was no answer. */
  status: number | undefined;
  /** The service's time, as its answer has it in the header Date. */
  date: string | undefined;
}
