import { expect } from "vitest";
import { programOf } from "../../provider/program";
import { exportSite } from "../../provider/site-document/export";
import { documentText } from "../../provider/site-document/text";
import type { Engine } from "../engine";
import { compiled } from "./compiled";
import { credentials, startTestEmulator, type TestEmulator } from "./emulator";
import { fillRandomly, peopleOf } from "./random-site";
import { brief, openSite, type Site, succeeded, writes } from "./site";

/** A site that is to be made again elsewhere. */
export interface WholeSite {
  title: string;
  fill(emulator: TestEmulator): Promise<void>;
  /** Those of the other site, who are called the same. */
  people: object;
}

export const demoSite: WholeSite = {
  title: "the demo data",
  fill: (emulator) => emulator.load("demo"),
  people: peopleOf(70, "bbbbbbbb", {
    agents: ["agent", "ann", "ben", "chloe", "dev"],
    departments: ["Sales", "Repairs", "Wholesale"],
  }),
};

export const randomSite: WholeSite = {
  title: "a random site",
  fill: (emulator) => fillRandomly(emulator, peopleOf(7, "aaaaaaaa"), 11),
  people: peopleOf(70, "bbbbbbbb"),
};

/** The program that export writes makes the same site elsewhere. */
export async function expectSameByProgram(engine: Engine, { fill, people }: WholeSite): Promise<void> {
  const document = await documentOf(fill);
  const { files, secrets } = programOf(document);
  const site = await openSite(engine);
  await site.emulator.load(people);
  for (const key of secrets) await site.stack.setConfig(`site:${key}`, { secret: "obviously-fake-secret" });
  for (const [file, text] of Object.entries(files))
    site.project.put(file.replace(/\.ts$/, ".js"), compiled(text));
  succeeded(await site.stack.up());
  await expectSame(site, documentText(document, "yaml"));
}

/** The document that export writes makes the same site elsewhere. */
export async function expectSameByDocument(engine: Engine, { fill, people }: WholeSite): Promise<void> {
  const document = documentText(await documentOf(fill), "yaml");
  const environment = Object.fromEntries(
    [...document.matchAll(/secret: (\w+)/g)].map(([, name = ""]) => [name, "obviously-fake-secret"]),
  );
  const site = await openSite(engine, { environment });
  await site.emulator.load(people);
  site.project.put("site.yaml", document);
  await site.apply(`new comm100.LiveChatSite("site", { document: comm100.readSite("site.yaml") });`);
  await expectSame(site, document);
}

async function expectSame({ emulator, stack }: Site, document: string): Promise<void> {
  expect(documentText((await exported(emulator)).document, "yaml")).toBe(document);
  await emulator.forgetRequests();
  expect(brief(succeeded(await stack.up()))).toEqual([]);
  expect(writes(await emulator.requests())).toEqual([]);
}

const exported = ({ url }: TestEmulator) => exportSite({ baseUrl: url, credentials });

/** The document of such a site. */
async function documentOf(fill: WholeSite["fill"]) {
  const emulator = await startTestEmulator();
  try {
    await fill(emulator);
    // Two webhooks on one host, which can't both be called after it.
    for (const path of ["one", "two"]) {
      const targetUrl = `https://hooks.example.com/${path}`;
      await emulator.call("POST", "/webhooks", { event: "chatEnds", targetUrl });
    }
    return (await exported(emulator)).document;
  } finally {
    await emulator.close();
  }
}
