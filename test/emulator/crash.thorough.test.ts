import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { commandScript } from "../support/command";
import { send } from "../support/emulator";

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comm100-crash-"));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  rmSync(folder, { recursive: true, force: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
}

async function start(): Promise<{ child: ChildProcess; url: string }> {
  const command = [commandScript, "emulator", "--data", folder];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, url: line.replace("listening on ", "") };
}

type Variable = { id: string; value: string };

/** What one writer knows of its variables: the value that was acknowledged, or undefined once deleted. */
class Writer {
  readonly acknowledged = new Map<string, string | undefined>();
  /** Without an answer when the server died: stored or not, both are right. */
  readonly unknown = new Set<string>();

  /** Writes until the server is gone. */
  async run(url: string, name: string, whenAcknowledged: () => void): Promise<void> {
    for (let count = 0; ; count++) {
      const value = String(count);
      const created = await attempt(url, "POST", "", { name: `${name}-${count}`, type: "text", value });
      if (created === undefined) return;
      this.acknowledged.set(created.id, value);
      whenAcknowledged();
      if (count % 2 === 0 && !(await this.#change(url, created.id, "PUT", `${value} changed`))) return;
      if (count % 3 === 0 && !(await this.#change(url, created.id, "DELETE", undefined))) return;
    }
  }

  async #change(url: string, id: string, method: string, value: string | undefined): Promise<boolean> {
    this.unknown.add(id);
    const body = method === "PUT" ? { name: id, type: "text", value } : undefined;
    if ((await attempt(url, method, `/${id}`, body)) === undefined) return false;
    this.unknown.delete(id);
    this.acknowledged.set(id, value);
    return true;
  }
}

/** undefined when there was no whole answer. */
async function attempt(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Variable | undefined> {
  const answer = await send({ url }, method, `/customVariables${path}`, body).catch(() => undefined);
  if (answer === undefined) return undefined;
  expect(answer.status).toBeLessThan(300);
  return (answer.body ?? {}) as Variable;
}

const rounds = 5;

it("loses no acknowledged creation, change or deletion when it is killed under load, again and again", async () => {
  const writers = Array.from({ length: 8 }, () => new Writer());
  let compared = 0;
  for (let round = 0; round < rounds; round++) {
    const { child, url } = await start();
    // Counted and not timed, so that a busy machine only makes it slower. The other writers are under way then.
    let left = 40 + 13 * round;
    const killWhenDue = () => {
      left -= 1;
      if (left === 0) child.kill("SIGKILL");
    };
    await Promise.all(writers.map((writer, index) => writer.run(url, `${round}-${index}`, killWhenDue)));
    expect(left).toBeLessThanOrEqual(0);
    await kill(child);

    const { child: next, url: nextUrl } = await start();
    const stored = (await send({ url: nextUrl }, "GET", "/customVariables")).body as Variable[];
    const values = new Map(stored.map(({ id, value }) => [id, value]));
    for (const { acknowledged, unknown } of writers) {
      for (const [id, value] of acknowledged) {
        if (unknown.has(id)) continue;
        expect([id, values.get(id)]).toEqual([id, value]);
        compared += 1;
      }
    }
    await kill(next);
  }
  const writes = writers.reduce((sum, writer) => sum + writer.acknowledged.size, 0);
  console.log(
    `emulator: killed ${rounds} times under the load of ${writers.length} writers; of ${writes} objects with an acknowledged write, 0 lost (${compared} comparisons)`,
  );
  // Only the killed processes' own files: nothing piles up.
  expect(readdirSync(folder).sort()).toEqual(["journal.jsonl", "lock"]);
});
