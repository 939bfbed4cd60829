import { existsSync } from "node:fs";
import type { ObjectDifference } from "../site-document/compare";
import { readText } from "../site-document/files";
import { isIn } from "../site-document/list-changes";
import type { CommandOption, Given } from "./given";
import type { Report, ReportedDifference } from "./report/report";

const defaultFile = ".comm100ignore";

export const ignoreOptions = [
  {
    flags: "--ignore <pattern>",
    description: 'leave out differences, such as "webhooks*" or "*.chatWindow.title" (repeatable)',
    isRepeatable: true,
  },
  {
    flags: "--ignore-file <file>",
    description: `file with a pattern a line, # for comments (default: ${defaultFile}, if it is there)`,
  },
] as const satisfies readonly CommandOption[];

/** Which differences a person doesn't want to see. */
export type Ignored = (text: string) => boolean;

/** @throws Comm100Error when the file can't be read */
export function ignoredBy(given: Given<"ignoreFile", never, "ignore">): Ignored {
  const patterns = [...given.all("ignore"), ...fromFile(given.text("ignoreFile"))].map(expressionOf);
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/**
 * The report without what is ignored. A pattern is for a whole object, by its place or its URN, or for one
 * property: `place.property`. A star stands for anything. An object that isn't managed may be ignored, too.
 */
export function withoutIgnored(report: Report, isIgnored: Ignored): Report {
  let ignored = report.ignored;
  const differences = report.differences.flatMap((difference): ReportedDifference[] => {
    const names = [difference.object, ...(difference.urn === undefined ? [] : [difference.urn])];
    if (names.some(isIgnored)) {
      ignored += Math.max(1, difference.properties.length);
      return [];
    }
    const properties = difference.properties.filter(
      ({ path }) => !names.some((name) => isIgnored(`${name}.${path}`)),
    );
    ignored += difference.properties.length - properties.length;
    const lists = difference.lists.filter((list) => properties.some(({ path }) => isIn(list.property, path)));
    return difference.properties.length > 0 && properties.length === 0
      ? []
      : [{ ...difference, properties, lists }];
  });
  const { coverage } = report;
  const unmanaged = coverage?.unmanaged.filter(({ object }) => !isIgnored(object)) ?? [];
  ignored += (coverage?.unmanaged.length ?? 0) - unmanaged.length;
  return { ...report, differences, ignored, ...(coverage && { coverage: { ...coverage, unmanaged } }) };
}

/** The differences without what is ignored, as `withoutIgnored` has them. */
export const notIgnored = (
  differences: readonly ObjectDifference[],
  isIgnored: Ignored,
): ObjectDifference[] =>
  differences
    .filter(({ object }) => !isIgnored(object.place))
    .map((difference) => ({
      ...difference,
      properties: difference.properties.filter(
        ({ path }) => !isIgnored(`${difference.object.place}.${path}`),
      ),
    }))
    .filter(({ change, properties }) => change !== "changed" || properties.length > 0);

function fromFile(file: string | undefined): string[] {
  if (file === undefined && !existsSync(defaultFile)) return [];
  const lines = readText(file ?? defaultFile, "The ignore file ").split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

const expressionOf = (pattern: string) =>
  new RegExp(`^${pattern.replace(/[\\^$.+?()[\]{}|]/g, "\\$&").replace(/\*/g, ".*")}$`, "s");
