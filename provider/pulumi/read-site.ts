import * as pulumi from "@pulumi/pulumi";
import { Comm100Error } from "../core/errors";
import type { Properties } from "../core/properties";
import { noOverlay, readOverlay } from "../site-document/overlay";
import { onSite } from "../site-document/resolved";
import { isSecretPlaceholder } from "../site-document/secrets";
import { readSource } from "../site-document/source";
import { visible } from "../text/visible";
import { programError } from "./problems";

export interface ReadSiteOptions {
  /** The file with what differs on this site, such as `production.overlay.yaml`. */
  overlay?: string | undefined;
}

/**
 * A site document, such as `comm100 export` writes, for `LiveChatSite`. Where a secret was left out it comes
 * from the environment variable that the document names; what differs from site to site, from the overlay.
 *
 * @param file YAML or JSON; relative to where the program runs
 * @throws RunError when a file can't be read, a variable isn't set, or the overlay lacks a value: every one
 *   that is missing
 */
export function readSiteDocument(file: string, { overlay }: ReadSiteOptions = {}): Properties {
  const missing = new Set<string>();
  const document = withSecrets(read(file, overlay), missing);
  if (missing.size > 0) {
    throw programError(
      `comm100.readSite: ${file} leaves secrets to environment variables that aren't set: ${[...missing].sort().join(", ")}.`,
    );
  }
  return document as Properties;
}

function read(file: string, overlay: string | undefined): Properties {
  try {
    const source = readSource(file);
    const loadedOverlay = overlay === undefined ? noOverlay : readOverlay(overlay);
    const { document, problems } = onSite(source, loadedOverlay);
    if (problems.length === 0) return document;
    const lines = problems.map(({ path, message }) => `  ${visible(`${source.place(path)}: ${message}`)}`);
    const advice = overlay === undefined ? "No overlay is given" : `Add them to ${overlay}`;
    throw new Comm100Error([`values are missing. ${advice}:`, ...lines].join("\n"));
  } catch (error) {
    throw error instanceof Comm100Error ? programError(`comm100.readSite: ${error.message}`) : error;
  }
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
