import type * as z from "zod";
import { didYouMean } from "../core/suggest";
import { type ParsedYaml, positionText } from "./parsed-yaml";

/**
 * What is wrong with a file that people write, in words for them, with line and column.
 *
 * @param what it should be, such as `overlay`
 * @param knownAt the keys that there are at such a place, for those that there aren't
 */
export const schemaProblems = (
  { file, position }: ParsedYaml,
  what: string,
  { issues }: z.ZodError,
  knownAt: (path: readonly PropertyKey[]) => readonly string[],
): string => {
  const problems = issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") {
      const place = issue.path.map(String).join(".");
      return [{ path: issue.path, message: `${place || "the file"}: ${wordsOf(issue)}.` }];
    }
    const names = knownAt(issue.path);
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      const name = path.map(String).join(".");
      return { path, message: `${name} is not one of ${names.join(", ")}.${didYouMean(key, names)}` };
    });
  });
  const lines = problems.map(({ path, message }) => {
    const steps = path.map((step) => (typeof step === "number" ? step : String(step)));
    return `${positionText(position(steps))}: ${message}`;
  });
  return `${file} is no ${what}: ${lines.join(" ")}`;
};

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.input === undefined && /received undefined/.test(issue.message)) return "is missing";
  return `must be ${words[issue.expected] ?? issue.expected}`;
}

const words: Readonly<Record<string, string>> = {
  record: "an object, a name a line",
  object: "an object",
  string: "a text",
};
