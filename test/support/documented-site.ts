import { onTestFinished } from "vitest";
import type { Properties } from "../../provider/core/definition";
import { exportSite } from "../../provider/site-document/export";
import { documentText } from "../../provider/site-document/text";
import { people } from "./arbitrary";
import { type CommandFolder, type CommandResult, commandFolder } from "./command";
import { credentials, startTestEmulator, type TestEmulator } from "./emulator";

/** What `comm100 drift --json` prints. */
export interface Drift extends CommandResult {
  differences: {
    kind: string;
    object: string;
    change: string;
    position: { file: string; line: number };
    properties: { property: string; left: unknown; right: unknown; accept?: string }[];
  }[];
  managed: number;
  total: number;
  unmanaged: { object: string }[];
}

/** A site with the demo data, and a folder with a document of it, `site.yaml`. */
export interface DocumentedSite {
  readonly emulator: TestEmulator;
  readonly folder: CommandFolder;
  readonly document: Properties;
  drift(...args: string[]): Promise<Drift>;
}

/** Ended and removed after the test. */
export async function openDocumentedSite(): Promise<DocumentedSite> {
  const emulator = await startTestEmulator();
  await emulator.load("demo");
  await emulator.load(people);
  const folder = commandFolder(emulator.environment);
  onTestFinished(async () => {
    folder.dispose();
    await emulator.close();
  });
  const { document } = await exportSite({ baseUrl: emulator.url, credentials });
  folder.put("site.yaml", documentText(document, "yaml"));
  await emulator.forgetRequests();
  return {
    emulator,
    folder,
    document,
    async drift(...args) {
      const ran = await folder.run(["drift", "--document", "site.yaml", "--json", ...args]);
      if (ran.output === "") throw new Error(ran.notes);
      return { ...(JSON.parse(ran.output) as Drift), ...ran };
    },
  };
}
