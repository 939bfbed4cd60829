import type * as z from "zod";
import { didYouMean } from "../core/suggest";

/**
 * What is wrong with a file that people write, in words for them.
 *
 * @param knownAt the keys that there are at such a place, for those that there aren't
 */
export const schemaProblems = (
  { issues }: z.ZodError,
  knownAt: (path: readonly PropertyKey[]) => readonly string[],
): string =>
  issues
    .flatMap((issue) => {
      const place = issue.path.map(String).join(".");
      if (issue.code !== "unrecognized_keys") return [`${place || "the file"}: ${wordsOf(issue)}.`];
      const names = knownAt(issue.path);
      return issue.keys.map((key) => {
        const name = [...issue.path.map(String), key].join(".");
        return `${name} is not one of ${names.join(", ")}.${didYouMean(key, names)}`;
      });
    })
    .join(" ");

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.input === undefined && /received undefined/.test(issue.message)) return "is missing";
  return `must be ${words[issue.expected] ?? issue.expected}`;
}

const words: Readonly<Record<string, string>> = {
  record: "an object, a name a line",
  object: "an object",
  string: "a text",
};
