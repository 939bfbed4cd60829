import { setTimeout as sleep } from "node:timers/promises";
import { html, json, type Reply } from "./hostile-server";
import { type Lie, notFound } from "./lying-service";

/** What may become of a request. Each is told whether it is for a list, and what the truth is. */
const faults = {
  "cut before": () => (socket) => void socket.destroy(),
  "cut after": async ({ truth }) => {
    await truth();
    return (socket) => void socket.destroy();
  },
  "error in the body": () => json({ code: 500000, message: "An error occurred." }),
  "error in the body after": async ({ truth }) => {
    await truth();
    return json({ code: 500000, message: "An error occurred." });
  },
  "a page of HTML": () => html(),
  "503 before": () => json({ code: 503000, message: "Busy." }, 503),
  "404 of a proxy": () => html(404),
  slow: async () => void (await sleep(300)),
  "too slow": async ({ truth }) => {
    await sleep(timeLimit * 1000 + 100);
    await truth();
    return (socket) => void socket.destroy();
  },
} satisfies Record<string, Fault>;

/** What lists may do, and what single objects may: together they could prove what isn't so. */
const lies = {
  "empty lists": { "an empty list": ({ isList }) => (isList ? json([]) : undefined) },
  "not found": { "not found": ({ isList }) => (isList ? undefined : notFound()) },
} satisfies Record<string, Record<string, Fault>>;

type Fault = (request: {
  isList: boolean;
  truth(): Promise<string>;
}) => Reply | undefined | Promise<Reply | undefined>;

/** In seconds, of one request. */
export const timeLimit = 1;
/** How long lists lag behind what was created, in milliseconds, and how long is looked for that, in seconds. */
const lag = 600;
export const lookUpSeconds = 4;

export interface RandomFaults {
  lie: Lie;
  /** What has happened so far, such as `POST /customVariables: cut after`. */
  readonly happened: string[];
}

/** Faults that a seed decides: the same for the same requests, in whatever order they come. */
export function randomFaults(seed: number): RandomFaults {
  const happened: string[] = [];
  const seen = new Map<string, number>();
  const since = new Map<string, number>();
  let hasCreated = false;
  const isLagging = chance(`${seed} lag`) < 0.5;
  const all: Record<string, Fault> = {
    ...faults,
    ...(chance(`${seed} lies`) < 0.5 ? lies["empty lists"] : lies["not found"]),
  };
  const names = Object.keys(all);
  const lie: Lie = async (method, path, truth) => {
    const place = `${method} ${path.replace(/[0-9a-f-]{36}/g, "{id}")}`;
    const count = (seen.get(place) ?? 0) + 1;
    seen.set(place, count);
    hasCreated ||= method === "POST";
    const isList = method === "GET" && /s$/.test(path) && path !== "/settings";
    if (chance(`${seed} ${place} ${count}`) < 0.15) {
      const name = names[Math.floor(chance(`${seed} ${place} ${count} which`) * names.length)] ?? "";
      const reply = await all[name]?.({ isList, truth });
      happened.push(`${place}: ${name}`);
      if (reply !== undefined) return reply;
    }
    // What was there before the first creation is no news.
    return isList && isLagging ? lagging(await truth(), since, hasCreated) : undefined;
  };
  return { lie, happened };
}

/** Without what the list has had for less than the lag. */
function lagging(text: string, since: Map<string, number>, isNews: boolean): Reply | undefined {
  const body = JSON.parse(text) as unknown;
  if (!Array.isArray(body)) return undefined;
  const now = performance.now();
  return json(
    (body as { id: string }[]).filter(({ id }) => {
      if (!since.has(id)) since.set(id, isNews ? now : Number.NEGATIVE_INFINITY);
      return now - (since.get(id) ?? now) >= lag;
    }),
  );
}

/** From 0 to 1, by FNV-1a. */
function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
