import type { OperationResult } from "../../test/engine";
import { everything, type Site } from "./site";

const signs: Readonly<Record<string, string>> = { create: "+", update: "~", delete: "-", replace: "+-" };

/** What the engine did, a line for each resource that isn't as it was. */
export function showStep({ steps }: OperationResult): void {
  const touched = steps.filter((step) => step.op !== "same");
  for (const { op, type, name, differences } of touched) {
    console.log(`   ${(signs[op] ?? op).padEnd(2)} ${type.split(":").at(-1)} ${name}`);
    for (const { path, old, new: now } of differences) {
      console.log(`        ${path}: ${JSON.stringify(old)} => ${JSON.stringify(now)}`);
    }
  }
  const rest = steps.length - touched.length;
  if (rest > 0) console.log(`      ${rest} unchanged`);
}

const shownFields = [
  "name",
  "type",
  "adaptiveButtonColor",
  "isHideWhenOffline",
  "text",
  "value",
  "event",
  "targetUrl",
];

export async function showSite(site: Site): Promise<void> {
  const objects = await everything(site);
  console.log(objects.length === 0 ? "   The emulator holds nothing." : "   The emulator holds:");
  for (const { title, fields } of objects) {
    const values = shownFields.filter((name) => fields[name] !== undefined && fields[name] !== "");
    console.log(
      `     ${title}: ${values.map((name) => `${name}=${JSON.stringify(fields[name])}`).join(" ")}`,
    );
  }
}
