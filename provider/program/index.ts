import type { Properties } from "../core/definition";
import { isObject } from "../core/paths";
import { importPath, indexFile, inOneFile, type Layout, layOut, lookupsFile, siteFile } from "./layout";
import { type Module, moduleText, type Statement } from "./modules";

export { projectFiles, projectName } from "./project";

import { createNames, type Names } from "./names";
import { Code, callWith } from "./print";
import { IdOf, Lookup, type ProgramResource, resourcesOf, SecretOf } from "./resources";

/** A Pulumi program in TypeScript. */
export interface Program {
  /** Its modules, by their paths. */
  files: Record<string, string>;
  /** The keys of the stack's configuration that bring its secrets. */
  secrets: string[];
}

export interface ProgramOptions {
  /** Whether what nothing brings back once it is deleted has the option `protect`. Default false. */
  protects?: boolean;
}

/**
 * The program that declares what a site document describes: a file for each campaign, `lookups.ts` for what it
 * refers to and doesn't declare, `site.ts` for what belongs to nothing else, and `index.ts` for what needs them.
 *
 * @throws Comm100Error when the document isn't valid
 */
export function programOf(document: Properties, { protects = false }: ProgramOptions = {}): Program {
  const resources = resourcesOf(document);
  const names = createNames();
  const layout = layOut(resources, names);
  const lookups = createLookups(names, lookupsFile);
  const secrets = new Set<string>();
  const modules = layout.files.map((file) => {
    const resourcesOfFile = resources.filter((resource) => layout.fileOf(resource) === file);
    return [file, moduleOf(file, resourcesOfFile, { layout, lookups, secrets, protects })] as const;
  });
  const all = lookups.isEmpty() ? modules : [[lookupsFile, lookups.module()] as const, ...modules];
  return {
    files: Object.fromEntries(all.map(([file, module]) => [file, moduleText(module)])),
    secrets: [...secrets],
  };
}

/**
 * The same as one module, for a document of a few objects.
 *
 * @throws Comm100Error when the document isn't valid
 */
export function moduleFor(document: Properties): string {
  const resources = resourcesOf(document);
  const names = createNames();
  const layout = inOneFile(layOut(resources, names));
  const lookups = createLookups(names, indexFile);
  const module = moduleOf(indexFile, resources, { layout, lookups, secrets: new Set(), protects: false });
  const { statements } = lookups.module();
  const lookupStatements = statements.map((statement) => ({ ...statement, isExported: false }));
  return moduleText({
    ...module,
    comment: undefined,
    statements: [...lookupStatements, ...module.statements],
  });
}

interface Writing {
  layout: Layout;
  lookups: Lookups;
  secrets: Set<string>;
  protects: boolean;
}

function moduleOf(
  file: string,
  resources: readonly ProgramResource[],
  { layout, lookups, secrets, protects }: Writing,
): Module {
  const imported = new Map<string, Set<string>>();
  let hasSecrets = false;
  const variableIn = (from: string, variable: string) => {
    if (from !== file) {
      const path = importPath(file, from);
      imported.set(path, (imported.get(path) ?? new Set()).add(variable));
    }
    return variable;
  };
  const variableOf = (resource: ProgramResource) =>
    variableIn(layout.fileOf(resource), layout.variableOf(resource) ?? "");
  const written = (value: unknown): unknown => {
    if (value instanceof IdOf) return new Code(`${variableOf(value.resource)}.id`);
    if (value instanceof Lookup) return new Code(`${variableIn(lookups.file, lookups.variableOf(value))}.id`);
    if (value instanceof SecretOf) {
      hasSecrets = true;
      const key = configurationKey(value.variable);
      secrets.add(key);
      return callWith("config.requireSecret", key);
    }
    if (Array.isArray(value)) return value.map(written);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, written(member)]));
  };
  const statements = resources.map((resource): Statement => {
    const { definition } = resource.planned.part;
    const dependsOn = resource.dependsOn.map((other) => new Code(variableOf(other)));
    const options = {
      ...(dependsOn.length > 0 && { dependsOn }),
      ...(protects && definition.lostOnDelete !== undefined && { protect: true }),
    };
    return {
      variable: layout.variableOf(resource),
      isExported: layout.isShared(resource),
      callee: `new comm100.${definition.name}`,
      args: [resource.name, written(resource.args), ...(Object.keys(options).length > 0 ? [options] : [])],
    };
  });
  const others = file === indexFile ? layout.files.filter((other) => other !== file) : [];
  const loaded = others.map((other) => importPath(file, other)).filter((path) => !imported.has(path));
  return { comment: commentOn(file, resources), loaded, imported, hasSecrets, statements };
}

function commentOn(file: string, [first]: readonly ProgramResource[]): string {
  if (file === indexFile) return "The whole site.";
  if (file === siteFile || !first) return "What belongs to the site as a whole.";
  return `${first.planned.part.definition.name} "${first.name}", and what belongs to it.`;
}

/** `storeChatWindowPassword` for COMM100_STORE_CHAT_WINDOW_PASSWORD. */
const configurationKey = (variable: string) =>
  variable
    .replace(/^COMM100_/, "")
    .toLowerCase()
    .replace(/_+(\w)/g, (_found, letter: string) => letter.toUpperCase());

interface Lookups {
  file: string;
  variableOf(lookup: Lookup): string;
  isEmpty(): boolean;
  module(): Module;
}

/** What the program refers to and doesn't declare, each looked up once. */
function createLookups(names: Names, file: string): Lookups {
  const statements = new Map<string, Statement & { variable: string }>();
  return {
    file,
    variableOf({ kind, by, name }) {
      const key = JSON.stringify([kind, name]);
      const existing = statements.get(key);
      if (existing) return existing.variable;
      const statement = {
        variable: names.variable(name, kind),
        isExported: true,
        callee: `comm100.get${kind}Output`,
        args: [{ [by]: name }],
      };
      statements.set(key, statement);
      return statement.variable;
    },
    isEmpty: () => statements.size === 0,
    module: () => ({
      comment: "What the site has and this program doesn't declare.",
      loaded: [],
      imported: new Map(),
      hasSecrets: false,
      statements: [...statements.values()],
    }),
  };
}
