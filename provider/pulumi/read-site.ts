import * as pulumi from "@pulumi/pulumi";
import { Comm100Error } from "../core/errors";
import { byText } from "../core/ordering";
import type { Properties } from "../core/properties";
import { noOverlay, readOverlay } from "../site-document/overlay";
import { positionText } from "../site-document/parsed-yaml";
import { overlayProblems, refuse } from "../site-document/resolved";
import { isSecretPlaceholder } from "../site-document/secrets";
import { readSource } from "../site-document/source";
import { pathOf, type Steps } from "../site-document/steps";
import { type Written, writtenFor } from "../site-document/written";
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
  const written = read(file, overlay);
  const missing = new Map<string, string>();
  const document = withSecrets(written.document, [], (variable, steps) => {
    if (!missing.has(variable)) missing.set(variable, positionText(written.propertyPosition(pathOf(steps))));
  });
  if (missing.size > 0) {
    const sorted = [...missing].sort(byText(([name]) => name));
    const [names, places] = [sorted.map(([name]) => name), sorted.map(([, place]) => place)];
    throw programError(
      `comm100.readSite: ${file} leaves secrets to environment variables that aren't set: ${names.join(", ")}. They are named in ${places.join(", ")}.`,
    );
  }
  return document as Properties;
}

function read(file: string, overlay: string | undefined): Written {
  try {
    const written = writtenFor(readSource(file), overlay === undefined ? noOverlay : readOverlay(overlay));
    const where = overlay === undefined ? `in ${file}, as no overlay is given` : `in ${file} with ${overlay}`;
    refuse(where, overlayProblems(written));
    return written;
  } catch (error) {
    throw error instanceof Comm100Error ? programError(`comm100.readSite: ${error.message}`) : error;
  }
}

function withSecrets(
  value: unknown,
  steps: Steps,
  missing: (variable: string, steps: Steps) => void,
): unknown {
  if (isSecretPlaceholder(value)) {
    const secret = process.env[value.secret];
    if (!secret) missing(value.secret, steps);
    return pulumi.secret(secret ?? "");
  }
  if (Array.isArray(value))
    return value.map((entry, index) => withSecrets(entry, [...steps, index], missing));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withSecrets(member, [...steps, name], missing)]),
  );
}
