import { type Problem, problemText } from "../core/validate";
import { visible } from "../text/visible";
import { engineAddress } from "./engine-address";
import { tell } from "./tell";

/** A resource that is replaced is checked twice. */
const told = new Set<string>();

/**
 * Warns the user, in the engine's own way: a provider's lines would be remarks like any other.
 *
 * @param place `Campaign "sales"`
 */
export async function warn(warnings: readonly Problem[], place: string): Promise<void> {
  for (const warning of warnings) {
    const text = visible(`${place}: ${problemText(warning)}`);
    if (told.has(text)) continue;
    told.add(text);
    await warnOnce(text);
  }
}

async function warnOnce(text: string): Promise<void> {
  const address = engineAddress();
  if (address === undefined) return tell(`warning: ${text}`);
  // Loaded only now: most runs have no warning.
  const { log, runtime } = await import("@pulumi/pulumi");
  // The SDK connects programs to the engine, and providers not.
  if (!runtime.getEngine()) {
    runtime.resetOptions(runtime.getProject(), runtime.getStack(), -1, address, "", false, "");
  }
  await log.warn(text);
}
