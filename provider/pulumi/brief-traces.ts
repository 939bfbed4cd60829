/**
 * Runs the SDK's part of making a resource with stack traces of one frame. The SDK takes a dozen or more for
 * each resource, only to be able to say where a promise was made that is never settled. These traces are most of what a
 * resource costs in a program.
 * Where a resource stands in the program the SDK finds out with a trace of its own, at full length (`placeInProgram`).
 *
 * @returns what ends it; it gives an error that was thrown meanwhile the frames that it lacks
 */
export function briefTraces(): { end(): void; completed(error: unknown): unknown } {
  const { stackTraceLimit } = Error;
  const isWanted = process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined;
  if (!isWanted) Error.stackTraceLimit = Math.min(stackTraceLimit, 1);
  const end = () => {
    Error.stackTraceLimit = stackTraceLimit;
  };
  return {
    end,
    completed(error) {
      end();
      if (isWanted || !(error instanceof Error)) return error;
      const [, ...frames] = (new Error().stack ?? "").split("\n");
      error.stack = [error.stack, ...frames].join("\n");
      return error;
    },
  };
}
