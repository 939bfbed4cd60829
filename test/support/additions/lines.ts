import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { pageFile } from "../../../provider/generate/reference/links";

const repository = resolve(__dirname, "../../..");

/** Fails when there is something to add, and says nothing but that. */
export function expectNothingToAdd(lines: readonly string[]): void {
  expect(lines, `what is missing:\n\n${lines.join("\n\n")}\n`).toEqual([]);
}

/** Something to add: `provider/definitions/webhook.ts, fields: isEnabled: …`. */
export const lineToAdd = (place: string, code: string) => `${place}: ${code}`;

/** A value as a line of TypeScript. */
export function asCode(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asCode).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${asCode(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A value as a line of JSON. */
export const asJson = (value: unknown): string => JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");

/** The file of a folder in which something stands; undefined when there is none. */
export const fileWith = (folder: string, text: RegExp): string | undefined =>
  readdirSync(join(repository, folder))
    .filter((file) => file.endsWith(".ts"))
    .find((file) => text.test(readFileSync(join(repository, folder, file), "utf8")));

/** What a file about an object is called: `webhook-header` for WebhookHeader. */
export const fileName = (kind: string) => pageFile(kind).replace(/\.md$/, "");

/** The variable that such a file exports. */
export const variableOf = (kind: string) =>
  kind.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());

/** The two lines of an index for what a file exports. */
export const indexLines = (folder: string, file: string, name: string): string[] => [
  lineToAdd(`${folder}/index.ts`, `import { ${name} } from "./${file}";`),
  lineToAdd(`${folder}/index.ts, in the list`, `${name},`),
];
