import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Limits } from "../../provider/emulator/control/limits";
import { send, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => fetch(`${emulator.url}/_emulator/reset`, { method: "POST" }));

const list = () => send(emulator, "GET", "/campaigns");
const statuses = async (count: number) => {
  const all = [];
  for (let index = 0; index < count; index++) all.push((await list()).status);
  return all;
};

it("answers 429 to what is too much, and says when to come again", async () => {
  await emulator.limit({ rate: { requests: 2, seconds: 600 } });
  expect(await statuses(3)).toEqual([200, 200, 429]);
  const seconds = Number((await list()).headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(300);
  expect(seconds).toBeLessThanOrEqual(600);
});

it("counts the requests of any period, whenever it begins", () => {
  const limits = new Limits();
  limits.set({ rate: { requests: 2, seconds: 0.4, retryAfter: true } });
  const refused = (...times: number[]) => times.map((now) => limits.refusal(now) !== undefined);
  expect(refused(0, 300, 399)).toEqual([false, false, true]);
  expect(limits.refusal(399)).toMatchObject({ failure: { status: 429 }, retryAfter: 1 });
  expect(refused(400, 699, 700, 701)).toEqual([false, true, false, true]);
});

it("leaves Retry-After out if told to", async () => {
  await emulator.limit({ rate: { requests: 1, seconds: 60, retryAfter: false } });
  await list();
  const { status, headers, body } = await list();
  expect([status, headers.get("retry-after")]).toEqual([429, null]);
  expect(body).toEqual({ code: 429000, message: "Too many requests." });
});

it("answers 403 after the requests of a day, and carries nothing out", async () => {
  await emulator.limit({ daily: 1 });
  await list();
  const refused = await send(emulator, "POST", "/campaigns", { name: "Sales" });
  expect(refused).toMatchObject({ status: 403, body: { code: 403002 } });
  await emulator.limit({});
  expect((await list()).body).toEqual([]);
});

it("refuses limits that mean nothing", async () => {
  await expect(emulator.limit({ rate: { requests: 0, seconds: 1 } })).rejects.toThrow("rate.requests");
});
