import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Properties } from "../../provider/core/definition";

/** When something happens to a run, by the requests that it makes. */
export interface Moment {
  /** At the write with this number, counted from 1 as they arrive. */
  write: number;
  /** What becomes of that write: it is dropped, carried out later, or carried out and its answer lost or given. */
  fate: "dropped" | "late" | "unanswered" | "answered";
  /** How long after the answer it happens, or how much later a late write is carried out. In milliseconds. */
  after: number;
}

/** A place in front of an emulator that counts what passes; its address stays while the emulator is another one. */
export interface Gate {
  readonly url: string;
  /** Writes since the last `watch`, and how many of them have been answered. */
  readonly writes: number;
  readonly answered: number;
  /** From now on requests go there. Calls `happen` once, at the moment. */
  watch(target: string, moment?: Moment, happen?: () => void): void;
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** @param changed what goes on in place of the body of a write */
export async function openGate(changed?: (method: string, body: Properties) => Properties): Promise<Gate> {
  let target = "";
  let moment: Moment | undefined;
  let happen: () => void = () => undefined;
  let counts = { writes: 0, answered: 0 };
  const underWay = new Set<Promise<void>>();

  const server = createServer((incoming, outgoing) => {
    const task = pass().catch(() => void outgoing.destroy());
    underWay.add(task);
    void task.finally(() => underWay.delete(task));

    async function pass(): Promise<void> {
      const body = rewritten(incoming, await bodyOf(incoming), changed);
      const isWrite = incoming.method !== "GET";
      // Those of the last `watch`: an answer that comes after another one is none of it.
      const mine = counts;
      if (isWrite) mine.writes += 1;
      const isIt = isWrite && mine.writes === moment?.write;
      const { fate, after } = isIt && moment ? moment : { fate: undefined, after: 0 };
      if (fate === "dropped") {
        happen();
        outgoing.destroy();
        return;
      }
      if (fate === "late") {
        happen();
        await sleep(after);
      }
      const answer = await forward(target, incoming, body);
      if (fate === "late" || fate === "unanswered") {
        if (fate === "unanswered") happen();
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
      if (isWrite) mine.answered += 1;
      if (fate === "answered") {
        await sleep(after);
        happen();
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get writes() {
      return counts.writes;
    },
    get answered() {
      return counts.answered;
    },
    watch(to, at, what = () => undefined) {
      [target, moment, happen, counts] = [to, at, what, { writes: 0, answered: 0 }];
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => closed(server),
  };
}

function rewritten(
  { method = "", headers }: IncomingMessage,
  body: Buffer,
  changed?: (method: string, body: Properties) => Properties,
): Buffer {
  if (!changed || body.length === 0) return body;
  const other = Buffer.from(JSON.stringify(changed(method, JSON.parse(body.toString()))));
  headers["content-length"] = String(other.length);
  return other;
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${target}${url}`, { method, headers }, (answer) => {
      bodyOf(answer).then(
        (whole) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole }),
        reject,
      );
    });
    outgoing.once("error", reject).end(body);
  });
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await done;
}
