import { onTestFinished } from "vitest";
import { startTestEmulator, type TestEmulator } from "./emulator";
import { allEnumValues } from "./enum-values";
import { json, type Reply } from "./hostile-server";
import { type LyingService, openLyingService } from "./lying-service";

/** In every text of the site, beside the values of enumerations: it must be seen nowhere. */
export const sentinel = "Quokka";

/** A site in front of which a proxy alters answers, each text of which holds the sentinel. */
export interface AlteredSite {
  emulator: TestEmulator;
  service: LyingService;
  /** Ids, texts and addresses that were answered so far. */
  answered: ReadonlySet<string>;
  /** From now on the answers to these paths are altered, by the path below /api/v3/livechat and without the query. */
  alter(changes: Readonly<Record<string, Change>>): void;
}

/** What the body becomes, or the whole answer. `*` in the path is an id. */
export type Change = (body: never) => unknown;

/** A whole answer of a change, in place of a body. */
export class Whole {
  constructor(readonly reply: Reply) {}
}

export async function openAlteredSite(): Promise<AlteredSite> {
  const emulator = await startTestEmulator();
  onTestFinished(() => emulator.close());
  await emulator.load("demo");
  const service = await openLyingService(emulator);
  const answered = new Set<string>();
  const site: AlteredSite = {
    emulator,
    service,
    answered,
    alter: (changes) =>
      service.lie(async (_method, path, truth) => {
        const body = planted(JSON.parse(await truth()), answered);
        const changed = changeFor(changes, path)?.(body as never) ?? body;
        return changed instanceof Whole ? changed.reply : json(changed);
      }),
  };
  site.alter({});
  return site;
}

function changeFor(changes: Readonly<Record<string, Change>>, path: string): Change | undefined {
  const [plain = ""] = path.split("?");
  return changes[plain] ?? changes[plain.replace(/(?<=\/)([0-9a-f-]{36}|\d+)/g, "*")];
}

const enumValues = allEnumValues();

/** The same body, with the sentinel in its texts. */
function planted(value: unknown, answered: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => planted(one, answered));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, planted(one, answered)]));
  }
  if (typeof value !== "string" || value === "" || enumValues.has(value)) return value;
  const isId = /^[0-9a-f-]{36}$|^\d+$/.test(value);
  const text = isId ? value : `${sentinel} ${value}`;
  if (text.length > 5) answered.add(text);
  return text;
}
