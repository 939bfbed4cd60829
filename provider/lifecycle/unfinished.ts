import { Comm100Error } from "../core/errors";
import type { Managed } from "./managed";

/**
 * Not all that was declared could be done, and the site holds something that the state has to know all the
 * same: an object that was created, or what an object was before a write that may have been carried out.
 */
export class UnfinishedError extends Comm100Error {
  override name = "UnfinishedError";
  /** What the next run goes on from. Holds no secret whose writing failed, so that it is sent again. */
  readonly managed: Managed;

  constructor(what: string, managed: Managed, cause: unknown) {
    super(
      `${what}: ${cause instanceof Error ? cause.message : String(cause)}. It is kept in the state, and the next pulumi up finishes it.`.replace(
        /\.\.+/g,
        ".",
      ),
      { cause },
    );
    this.managed = { ...managed, isUnfinished: true };
  }
}
