import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../core/definition";
import { isObject } from "../../core/paths";
import { objectsOf } from "../objects";
import { inSharedTerms, inTerms, type Overlay } from "../overlay";
import type { Written } from "../written";
import type { Writing } from "./layers";
import { rewritten } from "./rewritten";
import { filled, solved, wordsIn } from "./templates";

/** The overlay's values, as they will be. */
export type Values = Overlay["values"];

/** What the two files have to say. */
export interface LayerChange {
  /** What the document says of the site; undefined where it stays as it is. */
  document: Properties | undefined;
  /** All that the overlay says; undefined where it stays as it is. */
  overlay: Properties | undefined;
  refusals: readonly { path: string; reason: string }[];
}

/** A text with names in it that is to be another text. */
interface ChangedText {
  template: string;
  text: string;
}

/**
 * The values of the overlay that have to change so that the texts which are made with them are others: those of which
 * one value makes every text that they are in.
 */
export function decidedValues(written: Written, after: Properties): Values {
  const texts: ChangedText[] = [];
  const told = (template: string, text: string) => texts.push({ template, text });
  rewritten(writingFor(written, "document", written.overlay.values, { told }), layersOf(written), {
    before: written.document,
    after,
  });
  const uses = usesThatStay(written, after);
  const decided = Object.keys(written.overlay.values).flatMap((word) => {
    const changed = texts.filter(({ template }) => wordsIn(template).includes(word));
    const solutions = new Set(changed.map(({ template, text }) => solved(template, text)));
    solutions.delete(undefined);
    const [only, ...others] = solutions;
    const isSettled =
      only !== undefined &&
      others.length === 0 &&
      changed.length === uses.filter((of) => of.includes(word)).length;
    return isSettled ? [[word, only] as const] : [];
  });
  return { ...written.overlay.values, ...Object.fromEntries(decided) };
}

/** The overlay's values in each value of the document, but for objects that go. */
function usesThatStay({ uses, document }: Written, after: Properties): string[][] {
  const keys = new Set(objectsOf(after).map(({ key }) => key));
  const gone = objectsOf(document).filter(({ key }) => !keys.has(key));
  return [...uses]
    .filter(([path]) => !gone.some((object) => path.startsWith(`${object.path}.`)))
    .map(([, of]) => of.flatMap(([kind, word = ""]) => (kind === "values" ? [String(word)] : [])));
}

/** What has to be written so that the document is another one on the overlay's site. */
export function layerChange(
  written: Written,
  after: Properties,
  into: Writing["into"],
  values: Values,
): LayerChange {
  const refusals: { path: string; reason: string }[] = [];
  const used = new Set<string>();
  const writing = writingFor(written, into, values, {
    refused: (path, reason) => refusals.push({ path, reason }),
    told: (template) => {
      for (const word of wordsIn(template)) used.add(word);
    },
  });
  const before = layersOf(written);
  const { document, overlay } = rewritten(writing, before, { before: written.document, after });
  const changed = Object.entries(values).filter(
    ([word, value]) => used.has(word) && value !== written.overlay.values[word],
  );
  return {
    document: document === before.document ? undefined : document,
    overlay: overlayOf(written, overlay === before.overlay ? undefined : overlay, changed),
    refusals,
  };
}

const layersOf = ({ source, overlay }: Written) => ({ document: source.document, overlay: overlay.site });

/** Texts of the site are given the names of values, where they are too long to be in them by chance. */
const shortestByName = 8;

function writingFor(
  { overlay }: Written,
  into: Writing["into"],
  values: Values,
  told: Partial<Pick<Writing, "told" | "refused">>,
): Writing {
  const long = Object.entries(values).filter(([, value]) => value.length >= shortestByName);
  const terms = { document: inSharedTerms(overlay, long), overlay: inSharedTerms(overlay, []) };
  return {
    into,
    inTerms: inTerms(overlay),
    asWritten: (layer) => terms[layer],
    isMade: (template, text) => filled(template, values) === text,
    told: () => undefined,
    refused: () => undefined,
    ...told,
  };
}

/** All that a document says: beside what it describes more, such as that it is whole. */
export function wholeDocument({ source }: Written, document: Properties): Properties {
  const all = source.parsed.value() as Properties;
  const others = Object.entries(all).filter(([name]) => !Object.hasOwn(source.document, name));
  return { ...Object.fromEntries(others), ...document };
}

function overlayOf(
  { overlay }: Written,
  site: Properties | undefined,
  values: readonly (readonly [word: string, value: string])[],
): Properties | undefined {
  if (site === undefined && values.length === 0) return undefined;
  const all = overlay.parsed?.value();
  const before = isObject(all) ? all : {};
  const own = isObject(before.values) ? before.values : {};
  const changed = values.map(([word, value]) => [word, typed(own[word], value)]);
  const after = {
    ...before,
    ...(changed.length > 0 && { values: { ...own, ...Object.fromEntries(changed) } }),
    ...(site !== undefined && { site }),
  };
  return isDeepStrictEqual(after, before) ? undefined : after;
}

/** What was a number stays one. */
const typed = (before: unknown, value: string): unknown =>
  typeof before === "number" && String(Number(value)) === value ? Number(value) : value;
