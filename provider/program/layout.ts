import { posix } from "node:path";
import type { SitePart } from "../core/site-parts";
import type { Names } from "./names";
import { needsOf, type ProgramResource } from "./resources";

/** Where the resources of a program are, and what they are called there. */
export interface Layout {
  /** The file that a resource is in. */
  fileOf(resource: ProgramResource): string;
  /** The variable of a resource; undefined when no other needs it. */
  variableOf(resource: ProgramResource): string | undefined;
  /** Whether another file needs it. */
  isShared(resource: ProgramResource): boolean;
  /** In the order in which they need each other, `index.ts` last. */
  files: readonly string[];
}

/** Loads all the others. */
export const indexFile = "index.ts";
/** What belongs to nothing else, and needs nothing of another file. */
export const siteFile = "site.ts";
export const lookupsFile = "lookups.ts";

export function layOut(resources: readonly ProgramResource[], names: Names): Layout {
  const files = new Map<ProgramResource, string>();
  for (const resource of resources) files.set(resource, fileFor(resource, files, names));
  const fileOf = (resource: ProgramResource) => files.get(resource) ?? indexFile;
  const variables = new Map<ProgramResource, string>();
  const shared = new Set<ProgramResource>();
  for (const resource of resources) {
    for (const other of needsOf(resource)) {
      if (!variables.has(other)) variables.set(other, variableFor(other, names));
      if (fileOf(other) !== fileOf(resource)) shared.add(other);
    }
  }
  return {
    fileOf,
    variableOf: (resource) => variables.get(resource),
    isShared: (resource) => shared.has(resource),
    files: [...new Set([...files.values()].filter((file) => file !== indexFile)), indexFile],
  };
}

/** All of it in `index.ts`. */
export const inOneFile = (layout: Layout): Layout => ({
  ...layout,
  fileOf: () => indexFile,
  isShared: () => false,
  files: [indexFile],
});

function fileFor(
  resource: ProgramResource,
  files: ReadonlyMap<ProgramResource, string>,
  names: Names,
): string {
  const { owner, name } = resource;
  const { part } = resource.planned;
  const ownerFile = owner && files.get(owner);
  if (ownerFile !== undefined) return ownerFile;
  if (hasSettings(part)) return `${part.property}/${names.file(name, part.definition.name)}.ts`;
  return needsOf(resource).every((other) => files.get(other) === siteFile) ? siteFile : indexFile;
}

/** What has settings of its own is a file, with all that belongs to it. */
const hasSettings = ({ isList, parts }: SitePart) => isList && parts.some((part) => !part.isList);

function variableFor({ name, owner, planned }: ProgramResource, names: Names): string {
  const { isList, definition } = planned.part;
  return names.variable(isList || owner ? name : "", definition.name);
}

/** How one file imports another. */
export function importPath(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to).replace(/\.ts$/, "");
  return path.startsWith(".") ? path : `./${path}`;
}
