import { Comm100Error } from "../core/errors";
import { appendLines } from "../files/growing-file";
import type { RequestPlace } from "./errors";

/** A request that was sent, and what came back. */
export interface Exchange extends RequestPlace {
  /** undefined when there was no answer. */
  status: number | undefined;
  /** The service's time, as its answer has it in the header Date. */
  date: string | undefined;
}

/** The environment variable with a file that gets a line for every call, of every process that makes some. */
export const callLogVariable = "COMM100_CALL_LOG";

/**
 * What notes every call in the file that the environment names, such as `GET /api/v3/livechat/campaigns 200`,
 * without queries and bodies, which may hold secrets. undefined when it names none.
 *
 * @throws Comm100Error when the file can't be written
 */
export function callLog(
  environment: Readonly<Record<string, string | undefined>>,
): ((exchange: Exchange) => void) | undefined {
  const file = environment[callLogVariable];
  if (!file) return undefined;
  try {
    appendLines(file, "");
  } catch (error) {
    throw new Comm100Error(`The file of ${callLogVariable} can't be written: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return ({ method, path, status }) => {
    try {
      appendLines(file, `${method} ${path} ${status ?? "no answer"}\n`);
    } catch {
      // The disk is full or the file was taken away: no reason for a call to fail that was carried out.
    }
  };
}
