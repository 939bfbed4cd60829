import { posix } from "node:path";

/** The page of a kind of resource: `campaign-form-field.md`. */
export const pageFile = (kind: string) => `${kebab(kind)}.md`;

/** A link to it, from another of these pages or from one that is elsewhere. */
export const linkTo = (kind: string, folder = ".") => `[${kind}](${posix.join(folder, pageFile(kind))})`;

const kebab = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
