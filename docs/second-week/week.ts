import { markdownFence } from "../../provider/text/markdown";
import { type CommandFolder, commandFolder, siteVariables } from "../../test/support/command";
import { startTestEmulator, type TestEmulator } from "../../test/support/emulator";

/** Two sites and a repository, in which somebody works for a week. */
export interface Week {
  production: TestEmulator;
  staging: TestEmulator;
  repository: CommandFolder;
  /** What a terminal shows of `comm100` with these words. */
  run(line: string): Promise<string>;
  /** What somebody does in the console of a site: changes the fields of what is at a path. */
  inConsole(site: TestEmulator, path: string, fields: object): Promise<void>;
  end(): Promise<void>;
}

export async function openWeek(): Promise<Week> {
  const [production, staging] = await Promise.all([startTestEmulator(), startTestEmulator()]);
  const repository = commandFolder(siteVariables);
  return {
    production,
    staging,
    repository,
    async run(line) {
      const { output, notes, code } = await repository.run([...wordsOf(line), "--quiet"]);
      if (code === null || /^\s+at /m.test(notes)) throw new Error(`${line}: ${notes}`);
      const said = [output, notes].map((text) =>
        text.trimEnd().replace(timeInName, "2026-12-08T09-30-00-000Z"),
      );
      return [`$ npx pulumi-comm100 ${line}`, ...said].filter(Boolean).join("\n");
    },
    async inConsole(site, path, fields) {
      await site.call("PUT", path, { ...(await site.call<object>("GET", path)), ...fields });
    },
    async end() {
      repository.dispose();
      await Promise.all([production.close(), staging.close()]);
    },
  };
}

/** When a backup was made is different each time. */
const timeInName = /\d{4}-\d\d-\d\dT[\d-]+Z/g;

/** A line's words; quotes hold one together. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");

/** Lines as a page shows them. */
export const shown = (...lines: readonly string[]): string =>
  markdownFence(lines.flatMap((text) => text.split("\n")));
