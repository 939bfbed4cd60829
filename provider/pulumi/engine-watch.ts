import { fstatSync } from "node:fs";

let isWatching = false;

/**
 * Ends this process when the engine that started it is gone, however that ended. Otherwise the provider of a
 * killed CLI would stay forever, and go on writing to a site that the next run already works on.
 */
export function endWithEngine(): void {
  if (isWatching || !isStartedByEngine()) return;
  isWatching = true;
  // The engine holds the other end of the pipe and never writes to it. The pipe closes when the engine is gone.
  process.stdin.once("close", () => process.exit(1));
  process.stdin.once("error", () => process.exit(1));
  process.stdin.resume();
  process.stdin.unref?.();
}

/** Whoever else loads the provider, such as a test, has an input of its own. */
function isStartedByEngine(): boolean {
  if (!process.argv[1]?.includes("dynamic-provider")) return false;
  try {
    return fstatSync(0).isFIFO();
  } catch {
    return false;
  }
}
