import type { ObjectRules } from "../rules";
import { lastWord } from "../rules/paths";

/** What an object's operations are called after, and the tag that they have: `campaigns`. */
export const groupOf = ({ group, path }: Pick<ObjectRules, "group" | "path">): string =>
  group ?? lastWord(path);

/** The first part of an operation's id, which is its tag: of `campaigns.list` it is `campaigns`. */
export const groupIn = (operationId: string): string => operationId.split(".")[0] ?? "";

/** What tells collections of the same objects apart: `preChat` of `…/preChat/campaignFormFields`. */
export const placeName = (path: string): string => lastWord(path.slice(0, path.lastIndexOf("/")));

export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `KBIntegration` as `KB integration`. */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .replace(/[A-Z][a-z]+|\b[A-Z]\b/g, (word) => word.toLowerCase());

/** `an auto invitation`. */
export const oneOf = (name: string): string => `${/^[aeiou]/i.test(name) ? "an" : "a"} ${wordsOf(name)}`;
