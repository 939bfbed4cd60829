import { inspect } from "node:util";

/**
 * A secret of a site or a document, for comparisons: it can be compared, and shows as `[secret]` wherever it
 * is written.
 */
export class Secret {
  readonly #value: string | undefined;

  /**
   * @param variable the environment variable that brings it
   * @param value undefined when it isn't known: the service doesn't return it, or the variable isn't set
   */
  constructor(
    readonly variable: string,
    value: string | undefined,
  ) {
    this.#value = value;
  }

  /** Whether both may be the same: what isn't known may be. */
  mayEqual(other: unknown): boolean {
    const value = other instanceof Secret ? other.#value : other;
    return this.#value === undefined || value === undefined || this.#value === value;
  }

  /** The secret itself, to be sent to the service. */
  reveal(): string | undefined {
    return this.#value;
  }

  toJSON(): string {
    return "[secret]";
  }

  toString(): string {
    return "[secret]";
  }

  [inspect.custom](): string {
    return "[secret]";
  }
}
