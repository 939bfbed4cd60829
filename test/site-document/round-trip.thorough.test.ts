import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { ClientOptions } from "../../provider/api/options";
import type { Properties } from "../../provider/core/definition";
import { carryOut, planPromotion } from "../../provider/promotion";
import { withoutDefaults } from "../../provider/site-document/defaults/compact";
import { inDefaultsForm, newestTable } from "../../provider/site-document/defaults/tables";
import { exportSite, readSite } from "../../provider/site-document/export";
import { noOverlay } from "../../provider/site-document/overlay";
import { resolvedOrError } from "../../provider/site-document/resolved";
import { withSecrets } from "../../provider/site-document/secrets";
import { readSource } from "../../provider/site-document/source";
import { documentText, type Format } from "../../provider/site-document/text";
import { forComparison } from "../../provider/site-document/to-document";
import { documentProblems } from "../../provider/site-document/validate";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";
import { fillRandomly, peopleOf } from "../support/random-site";

const folder = mkdtempSync(join(tmpdir(), "comm100-round-trip-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const everySecret = new Proxy<Record<string, string>>({}, { get: () => "obviously-fake-secret" });

const optionsFor = ({ url }: TestEmulator): ClientOptions => ({ baseUrl: url, credentials });

/** What a promotion changes on a site to make it what a document says; carried out. */
async function put(
  document: Properties,
  emulator: TestEmulator,
  secrets: Record<string, string> = everySecret,
): Promise<string[]> {
  const options = optionsFor(emulator);
  const target = await readSite(options);
  const planned = planPromotion({
    source: {
      document: withSecrets(document, secrets),
      forFile: () => document,
      isWhole: false,
      overlay: noOverlay,
      isLive: false,
    },
    target: {
      document: target.documentFor(forComparison).document,
      forFile: () => ({}),
      isWhole: true,
      overlay: noOverlay,
      isLive: true,
    },
    prune: true,
    environment: secrets,
  });
  await carryOut(planned, options, { done() {}, isStopped: () => false, log() {} });
  return planned.plan.steps.map(({ action, object }) => `${action} ${object.place}`);
}

async function withSites(run: (one: TestEmulator, other: TestEmulator) => Promise<void>): Promise<void> {
  const [one, other] = await Promise.all([startTestEmulator(), startTestEmulator()]);
  try {
    await run(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

/** As it comes back from a file. */
function fromFile(text: string, format: Format): Properties {
  const file = join(folder, `site.${format}`);
  writeFileSync(file, text);
  return resolvedOrError(readSource(file), noOverlay).document;
}

/** The two forms of a document: with every field, and without defaults. */
const forms = {
  whole: documentText,
  compact: (document: Properties, format: Format) =>
    documentText(inDefaultsForm(withoutDefaults(document, newestTable)), format),
};

describe("a random site", () => {
  it("comes out of an export as it went in through one, on a site with other ids", async () => {
    const roundTrip = fc.asyncProperty(
      fc.nat(),
      fc.constantFrom<Format>("yaml", "json"),
      fc.constantFrom(forms.whole, forms.compact),
      async (seed, format, textOf) => {
        await withSites(async (one, other) => {
          await fillRandomly(one, peopleOf(7, "aaaaaaaa"), seed);
          await other.load(peopleOf(70, "bbbbbbbb"));
          const exported = await exportSite(optionsFor(one));
          const again = await exportSite(optionsFor(one));
          const text = textOf(exported.document, format);
          expect(textOf(again.document, format)).toBe(text);
          const document = fromFile(text, format);
          expect(document).toEqual(exported.document);
          expect(documentProblems(document).filter(({ isWarning }) => !isWarning)).toEqual([]);
          await put(document, other);
          const { document: second } = await exportSite(optionsFor(other));
          expect(textOf(second, format)).toBe(text);
          expect(await put(document, other)).toEqual([]);
        });
      },
    );
    await fc.assert(roundTrip, { numRuns: 40, endOnFailure: true });
  }, 180_000);

  it("with entries that nothing tells apart has a valid document, which changes nothing of it", async () => {
    const ownDocument = fc.asyncProperty(
      fc.nat(),
      fc.constantFrom(forms.whole, forms.compact),
      async (seed, textOf) => {
        await withSites(async (one) => {
          await fillRandomly(one, peopleOf(7, "aaaaaaaa"), seed, { hasTwins: true });
          const exported = await exportSite(optionsFor(one));
          const document = fromFile(textOf(exported.document, "yaml"), "yaml");
          expect(document).toEqual(exported.document);
          expect(await put(document, one, {})).toEqual([]);
          const again = await exportSite(optionsFor(one));
          expect(again.problems).toEqual(exported.problems);
        });
      },
    );
    await fc.assert(ownDocument, { numRuns: 40, endOnFailure: true });
  }, 180_000);
});
