import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { isSecretPlaceholder } from "../site-document/secret-placeholder";
import { programError } from "./program-error";

/**
 * A site document, such as `comm100 export` writes, for `LiveChatSite`. Where a secret was left out it comes
 * from the environment variable that the document names.
 *
 * @param file YAML or JSON; relative to where the program runs
 * @throws RunError when the file can't be read, or a variable isn't set: every one that is missing
 */
export function readSiteDocument(file: string): Record<string, unknown> {
  const missing = new Set<string>();
  const document = withSecrets(read(file), missing);
  if (missing.size > 0) {
    throw programError(
      `comm100.readSite: ${file} leaves secrets to environment variables that aren't set: ${[...missing].sort().join(", ")}.`,
    );
  }
  return document as Record<string, unknown>;
}

function read(file: string): unknown {
  // Only now: most programs read no document, and needn't wait for the parser.
  const { parse } = require("yaml") as typeof import("yaml");
  try {
    const document: unknown = parse(readFileSync(file, "utf8"));
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return document;
  } catch (error) {
    throw programError(`comm100.readSite: ${file} can't be read: ${(error as Error).message}`);
  }
  throw programError(`comm100.readSite: ${file} is no site document: it must be an object.`);
}

function withSecrets(value: unknown, missing: Set<string>): unknown {
  if (isSecretPlaceholder(value)) {
    const secret = process.env[value.secret];
    if (!secret) missing.add(value.secret);
    return pulumi.secret(secret ?? "");
  }
  if (Array.isArray(value)) return value.map((entry) => withSecrets(entry, missing));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withSecrets(member, missing)]),
  );
}
