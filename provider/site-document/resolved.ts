import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { stepsOf } from "../core/steps";
import type { Problem } from "../core/validate";
import { visible } from "../text/visible";
import { withDefaults } from "./defaults/filled";
import { noOverlay, type Overlay, withOverlay } from "./overlay";
import type { Source } from "./source";
import { documentProblems } from "./validate";

/**
 * What a document says on one site, and everything that is wrong with it.
 *
 * @param overlay undefined where the site isn't known: then values that differ by site aren't checked
 */
export function resolved(
  source: Source,
  overlay: Overlay | undefined,
): { document: Properties; problems: Problem[] } {
  const { written, document, problems } = onSite(source, overlay ?? noOverlay);
  const missing = overlay === undefined ? [] : problems;
  const paths = new Set(problems.map(({ path }) => path));
  const others = documentProblems(document).filter(
    // Nobody has written a default, and nobody can do anything about it.
    ({ path, isWarning }) => !paths.has(path) && !(isWarning && !isWritten(written, path)),
  );
  return { document, problems: [...missing, ...others] };
}

/** What a document says on one site: as it is written there, and with the defaults of what it leaves out. */
export function onSite(
  { document: shared, defaults }: Source,
  overlay: Overlay,
): { written: Properties; document: Properties; problems: Problem[] } {
  const { document: written, problems } = withOverlay(shared, overlay);
  return { written, document: defaults ? withDefaults(written, defaults) : written, problems };
}

function isWritten(document: Properties, path: string): boolean {
  let value: unknown = document;
  for (const step of stepsOf(path)) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return value !== undefined;
}

/**
 * As `resolved`, for a document that has to be right.
 *
 * @throws Comm100Error that names every problem with file, line and column
 */
export function resolvedOrError(source: Source, overlay: Overlay): Properties {
  const { document, problems } = resolved(source, overlay);
  const lines = problems
    .filter(({ isWarning }) => !isWarning)
    .map(({ path, message }) => `  ${visible(`${source.place(path)}: ${path}: ${message}`)}`);
  if (lines.length === 0) return document;
  const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
  throw new Comm100Error([`${count} in ${source.file}:`, ...lines].join("\n"));
}
