import { visible } from "../text/visible";
import { exitCodes } from "./command";

/** What a shell shows for a program that SIGPIPE has ended (128 and 13), as it does `git log | head`. */
const brokenPipe = 141;

/** The reader has gone: of a pipe, of a socket, and on Windows. */
const goneCodes: ReadonlySet<unknown> = new Set(["EPIPE", "ECONNRESET", "EOF"]);

/**
 * A reader that goes, such as `head`, and a full disk behind `>` are no mistakes of a command: they are told by the exit
 * code, and not by a stack trace.
 *
 * The command goes on to its end, where SIGPIPE would end it at once: `promote --apply | head` must not leave a site half
 * changed. The code of a command that failed stays what it is.
 */
export function surviveLostOutput(): void {
  let isReaderGone = false;
  let failure: Error | undefined;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (goneCodes.has(error.code)) isReaderGone = true;
      else failure ??= error;
    });
  }
  process.on("exit", (code) => {
    if (code === exitCodes.error) return;
    if (failure) {
      console.error(visible(`comm100: the output can't be written, and isn't whole: ${failure.message}`));
      process.exitCode = exitCodes.error;
    } else if (isReaderGone) process.exitCode = brokenPipe;
  });
}
