/**
 * The provider, as Pulumi stores it with every resource: a text that is evaluated in the provider process.
 * State of every release holds it and is read by every later one, so it never changes. It holds no
 * configuration and no secret, and stays far below 100 bytes, because the engine rewrites it at each step.
 */
export const PROVIDER_TEXT = `exports.handler=()=>require("pulumi-comm100/provider")`;

/** The package that the engine takes dynamic Node.js resources to; also that of an explicit provider. */
export const PROVIDER_PACKAGE = "pulumi-nodejs";

/** The type token of a kind of resource. */
export const typeToken = (kind: string) => `${PROVIDER_PACKAGE}:dynamic/comm100:${kind}`;

/**
 * Inputs that aren't the user's. Names that begin with two underscores are hidden in Pulumi's displays.
 * The provider sees neither type nor URN, so what it needs to know has to be an input.
 */
export const internal = {
  /** Pulumi's own key of `PROVIDER_TEXT`. */
  provider: "__provider",
  /** The definition's name. */
  kind: "__kind",
  /** What the program calls the resource: how the provider tells which resource a check or a diff is about. */
  resource: "__resource",
  /** The origin of the site that the object is on. Only an output: what the state knows, and not what the program says. */
  site: "__site",
  /** Not all that was declared could be done. Only an output. */
  unfinished: "__unfinished",
  /** A problem that only the program could see, for check to report. Never stored. */
  problem: "__problem",
  /** Names of inputs whose values come from resources that weren't made. Never stored. */
  unresolved: "__unresolved",
  /** Names of inputs whose values the program keeps secret, so that no message repeats them. Never stored. */
  secrets: "__secrets",
  /** The program only wants to know the object: the resource option `id`. Never stored. */
  isLookUp: "__lookUp",
  /** What the declared fields of a singleton were before it was managed: what a delete puts back. */
  earlier: "__earlier",
} as const;

/** The properties without the internal ones. */
export function withoutInternal(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
}
