import { describe, expect, it } from "vitest";
import { programOf } from "../../provider/program";
import { exportSite } from "../../provider/site-document/export";
import { documentText } from "../../provider/site-document/text";
import { findEngine } from "../engine";
import { compiled } from "../support/compiled";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";
import { fillRandomly, peopleOf } from "../support/random-site";
import { brief, openSite, succeeded, writes } from "../support/site";

interface Case {
  title: string;
  fill(emulator: TestEmulator): Promise<void>;
  /** Those of the other site, who are called the same. */
  people: object;
}

const random = (seed: number): Omit<Case, "title"> => ({
  fill: (emulator) => fillRandomly(emulator, peopleOf(7, "aaaaaaaa"), seed),
  people: peopleOf(70, "bbbbbbbb"),
});

const sites: Case[] = [
  {
    title: "the demo data",
    fill: (emulator) => emulator.load("demo"),
    people: peopleOf(70, "bbbbbbbb", {
      agents: ["agent", "ann", "ben", "chloe", "dev"],
      departments: ["Sales", "Repairs", "Wholesale"],
    }),
  },
  { title: "a random site", ...random(11) },
];

const exported = ({ url }: TestEmulator) => exportSite({ baseUrl: url, credentials });

/** The document of such a site. */
async function documentOf(fill: Case["fill"]) {
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

const secretsIn = (text: string) => [...text.matchAll(/secret: (\w+)/g)].map(([, name = ""]) => name);

describe.each([findEngine()])("a whole site, on $name", (engine) => {
  it.each(sites)(
    "$title: the program that export writes makes the same site, elsewhere",
    async ({ fill, people }) => {
      const document = await documentOf(fill);
      const { files, secrets } = programOf(document);
      const { emulator, project, stack } = await openSite(engine);
      await emulator.load(people);
      for (const key of secrets) await stack.setConfig(`site:${key}`, { secret: "obviously-fake-secret" });
      for (const [file, text] of Object.entries(files))
        project.put(file.replace(/\.ts$/, ".js"), compiled(text));
      succeeded(await stack.up());
      expect(documentText((await exported(emulator)).document, "yaml")).toBe(documentText(document, "yaml"));
      await emulator.forgetRequests();
      expect(brief(succeeded(await stack.up()))).toEqual([]);
      expect(writes(await emulator.requests())).toEqual([]);
    },
  );

  it.each(sites)(
    "$title: the document that export writes makes the same site, elsewhere",
    async ({ fill, people }) => {
      const document = documentText(await documentOf(fill), "yaml");
      const environment = Object.fromEntries(
        secretsIn(document).map((name) => [name, "obviously-fake-secret"]),
      );
      const { emulator, project, stack, apply } = await openSite(engine, { environment });
      await emulator.load(people);
      project.put("site.yaml", document);
      const program = `new comm100.LiveChatSite("site", { document: comm100.readSite("site.yaml") });`;
      await apply(program);
      expect(documentText((await exported(emulator)).document, "yaml")).toBe(document);
      await emulator.forgetRequests();
      expect(brief(succeeded(await stack.up()))).toEqual([]);
      expect(writes(await emulator.requests())).toEqual([]);
    },
  );
});
