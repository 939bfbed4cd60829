import { Comm100Error } from "../../core/errors";
import { isObject } from "../../core/paths";
import type { Properties } from "../../core/properties";
import { didYouMean } from "../../core/suggest";
import first from "./table-1.json";

/**
 * The defaults of one kind's fields, by their paths: `type`, `fields[].isVisible`. A field that is null here has none: it is
 * written, or isn't managed.
 */
export type Defaults = Readonly<Record<string, unknown>>;

/** What documents of one version mean by a field that they leave out, by the name of the kind. */
export type DefaultsTable = Readonly<Record<string, Defaults>>;

/**
 * Every table that a document may name. One that a release has had never changes, so that no document changes its meaning:
 * CONTRIBUTING.md, "Releasing".
 */
export const tables: Readonly<Record<number, DefaultsTable>> = { 1: first };

/** The table that new documents name. */
export const newestVersion = Math.max(...Object.keys(tables).map(Number));
export const newestTable: DefaultsTable = tables[newestVersion] ?? {};

/** How a document says it: `omitted: default` and `defaultsVersion: 1`. */
export const omitted = "omitted";
export const defaultsVersion = "defaultsVersion";

/** The first lines of a document that leaves defaults out. */
export const inDefaultsForm = (document: Properties): Properties => ({
  [omitted]: "default",
  [defaultsVersion]: newestVersion,
  ...document,
});

/**
 * The table of a document that leaves defaults out; undefined for one in which a field that isn't written isn't managed.
 *
 * @throws Comm100Error for a form or a version that there isn't
 */
export function tableOf(document: Properties): DefaultsTable | undefined {
  const { [omitted]: form, [defaultsVersion]: version, whole } = document;
  if (form === undefined && version === undefined) return undefined;
  if (form !== "default") throw new Comm100Error(formProblem(form));
  if (whole === true) {
    throw new Comm100Error(
      "`omitted: default` and `whole: true` contradict each other: what isn't written is its default, or empty. Remove one of them.",
    );
  }
  const table = typeof version === "number" ? tables[version] : undefined;
  if (table !== undefined) return table;
  const known = Object.keys(tables).join(", ");
  throw new Comm100Error(
    version === undefined
      ? `\`omitted: default\` doesn't say which defaults: add \`${defaultsVersion}: ${newestVersion}\`.`
      : `\`${defaultsVersion}: ${JSON.stringify(version)}\` is no table of defaults that this release has (${known}). A newer release of pulumi-comm100 may have it.`,
  );
}

function formProblem(form: unknown): string {
  if (form === undefined) return `\`${defaultsVersion}\` has no effect without \`omitted: default\`.`;
  const near = typeof form === "string" ? didYouMean(form, ["default"]) : "";
  return `\`omitted\` can only be \`default\`, or left out.${near}`;
}

/** What is left when those lines are taken from a document. */
export function withoutForm(document: Properties): Properties {
  const { [omitted]: _form, [defaultsVersion]: _version, ...site } = document;
  return site;
}

/** Whether a value is a plain object of fields, and not one that a program gets later. */
export const isFields = (value: unknown): value is Properties =>
  isObject(value) && [null, Object.prototype].includes(Object.getPrototypeOf(value) as object | null);
