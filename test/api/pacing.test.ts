import { describe, expect, it } from "vitest";
import { createPacer, type PaceOptions, type Verdict } from "../../provider/api/pacing/pacer";

/** Time that passes only when everybody sleeps: minutes of a run take milliseconds. */
class VirtualTime {
  #now = 0;
  #seed = 1;
  readonly #sleeping: { until: number; wake(): void }[] = [];

  now = () => this.#now;

  random = () => {
    this.#seed = (this.#seed * 16_807) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  };

  /** Timers are late, by up to a millisecond and a half. */
  sleep = (milliseconds: number) =>
    new Promise<void>((wake) => {
      this.#sleeping.push({ until: this.#now + milliseconds + 1.5 * this.random(), wake });
    });

  async passUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isOver()) return;
      this.#sleeping.sort((one, other) => one.until - other.until);
      const first = this.#sleeping.shift();
      if (!first) throw new Error("Nobody sleeps, and it isn't over");
      this.#now = Math.max(this.#now, first.until);
      first.wake();
    }
  }
}

/** Whether a service takes one more request at a time in milliseconds. */
type Limiter = (now: number) => boolean;

/** So many in any period of that length. */
const inAnyPeriod = (requests: number, period: number): Limiter => {
  let recent: number[] = [];
  return (now) => {
    recent = recent.filter((at) => at > now - period);
    return recent.length < requests && recent.push(now) > 0;
  };
};

/** So many in each period by the clock. */
const inEachPeriod = (requests: number, period: number): Limiter => {
  const counts = new Map<number, number>();
  return (now) => {
    const index = Math.floor((now + 137) / period);
    const count = counts.get(index) ?? 0;
    counts.set(index, count + 1);
    return count < requests;
  };
};

/** So many a second, and that many at once after a rest. */
const bucket = (perSecond: number, size: number): Limiter => {
  let tokens = size;
  let last = 0;
  return (now) => {
    tokens = Math.min(size, tokens + ((now - last) * perSecond) / 1000);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};

class Refused extends Error {}
class Strained extends Error {}

interface Service {
  takes: Limiter;
  /** In milliseconds; undefined: it doesn't say. */
  retryAfter?: number;
  /** How long an answer takes, in milliseconds. */
  latency?: number;
}

interface Run {
  /** In milliseconds. */
  duration: number;
  sent: number[];
  refused: number;
  failed: number;
  mostAtOnce: number;
}

/** So many requests, eight at a time, as the engine asks for them. */
async function run(requests: number, service: Service, options: Partial<PaceOptions> = {}): Promise<Run> {
  const { takes, retryAfter, latency = 20 } = service;
  const time = new VirtualTime();
  const pacer = createPacer(
    {
      maxConcurrency: 8,
      maxRequestsPerMinute: undefined,
      patience: 600_000,
      baseDelay: 500,
      maxDelay: 30_000,
      signal: undefined,
      ...options,
    },
    time,
  );
  const result: Run = { duration: 0, sent: [], refused: 0, failed: 0, mostAtOnce: 0 };
  let underWay = 0;
  let left = requests;
  let working = 8;
  const request = async () => {
    result.sent.push(time.now());
    underWay += 1;
    result.mostAtOnce = Math.max(result.mostAtOnce, underWay);
    await time.sleep(latency / 2);
    const isTaken = takes(time.now());
    await time.sleep(latency / 2);
    underWay -= 1;
    if (!isTaken) throw new Refused();
  };
  const verdictOn = (): Verdict => {
    result.refused += 1;
    return { kind: "refused", retryAfter };
  };
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await pacer.run(request, verdictOn).catch(() => {
        result.failed += 1;
      });
    }
    working -= 1;
  };
  for (let worker = 0; worker < 8; worker++) void work();
  await time.passUntil(() => working === 0);
  result.duration = time.now();
  return result;
}

describe("the pace that a service sets by refusing", () => {
  const second = 1000;
  it.each([
    ["20 in any second, with Retry-After", () => inAnyPeriod(20, second), second, 0.95],
    ["20 in any second", () => inAnyPeriod(20, second), undefined, 0.93],
    ["20 in each second, with Retry-After", () => inEachPeriod(20, second), second, 0.95],
    ["20 in each second", () => inEachPeriod(20, second), undefined, 0.93],
    ["20 a second and 20 at once, with Retry-After", () => bucket(20, 20), second, 0.97],
    ["20 a second and 20 at once", () => bucket(20, 20), undefined, 0.95],
    ["20 a second and 5 at once", () => bucket(20, 5), undefined, 0.88],
    ["20 a second and 5 at once, with Retry-After", () => bucket(20, 5), second, 0.8],
    ["200 in any 10 seconds, with Retry-After", () => inAnyPeriod(200, 10 * second), second, 0.97],
  ])("is found and kept: %s", async (_, limiter, retryAfter, share) => {
    const takes = limiter();
    const done = await run(500, { takes, ...(retryAfter !== undefined && { retryAfter }) });
    expect(done.failed).toBe(0);
    const reached = 500 / (done.duration / 1000) / 20;
    expect(reached).toBeGreaterThanOrEqual(share);
    expect(done.refused).toBeLessThan(50);
  });

  it("is found again when the service allows more", async () => {
    const few = bucket(10, 5);
    const more = bucket(50, 10);
    const done = await run(1500, { takes: (now) => (now < 10_000 ? few(now) : more(now)) });
    const last = done.sent.filter((at) => at > done.duration - 10_000);
    expect(last.length / 10).toBeGreaterThan(30);
  });
});

describe("a refusal", () => {
  it("makes all requests wait as long as the service asks, and counts once for those under way together", async () => {
    let isOpen = true;
    const takes: Limiter = (now) => {
      isOpen = isOpen && now < 50;
      return isOpen || now >= 5000;
    };
    const done = await run(40, { takes, retryAfter: 5000, latency: 40 });
    expect(done.refused).toBe(8);
    const between = done.sent.filter((at) => at > 100 && at < 5000);
    expect(between).toEqual([]);
    expect(done.failed).toBe(0);
  });

  it("halves how many are under way at once, and they grow one by one again", async () => {
    let refusals = 1;
    const takes: Limiter = () => refusals-- <= 0 || refusals < -1;
    const time: number[] = [];
    const done = await run(60, {
      takes: (now) => {
        time.push(now);
        return takes(now);
      },
      retryAfter: 1000,
    });
    const after = done.sent.filter((at) => at >= 1000);
    const firstRound = after.filter((at) => at < (after[0] ?? 0) + 10);
    expect(firstRound).toHaveLength(4);
    expect(done.mostAtOnce).toBe(8);
  });

  it("is passed on when it goes on for longer than patience lasts", async () => {
    const done = await run(8, { takes: () => false, retryAfter: 1000 }, { patience: 3500 });
    expect(done.failed).toBe(8);
    expect(done.duration).toBeLessThan(40_000);
  });

  it("is passed on at once when the service asks for a longer pause than patience", async () => {
    const done = await run(8, { takes: () => false, retryAfter: 7_200_000 }, { patience: 600_000 });
    expect(done.failed).toBe(8);
    expect(done.duration).toBeLessThan(100);
  });
});

it("has fewer requests under way at once after a 503, which isn't sent again", async () => {
  const time = new VirtualTime();
  const options = {
    maxConcurrency: 8,
    maxRequestsPerMinute: undefined,
    patience: 1,
    baseDelay: 1,
    maxDelay: 1,
  };
  const pacer = createPacer({ ...options, signal: undefined }, time);
  let underWay = 0;
  let most = 0;
  let over = 0;
  const request = async (fails: boolean) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await time.sleep(10);
    underWay -= 1;
    if (fails) throw new Strained();
  };
  const strained = (): Verdict => ({ kind: "strained", retryAfter: undefined });
  const send = (fails: boolean) =>
    pacer
      .run(() => request(fails), strained)
      .catch((error: unknown) => expect(error).toBeInstanceOf(Strained))
      .finally(() => {
        over += 1;
      });
  void send(true);
  await time.passUntil(() => over === 1);
  most = 0;
  for (let index = 0; index < 4; index++) void send(false);
  await time.passUntil(() => over === 5);
  expect(most).toBe(4);
});

describe("maxRequestsPerMinute", () => {
  it.each([60, 300])(
    "spreads requests so that no minute has more than %i, and loses no time",
    async (limit) => {
      const requests = 3 * limit;
      const done = await run(requests, { takes: () => true, latency: 60 }, { maxRequestsPerMinute: limit });
      for (const start of done.sent) {
        const within = done.sent.filter((at) => at >= start && at < start + 60_000);
        expect(within.length).toBeLessThanOrEqual(limit);
      }
      expect(done.duration / 60_000 / (requests / limit)).toBeLessThan(1.05);
    },
  );

  it("provokes no refusal of a service that counts over five minutes", async () => {
    const done = await run(700, { takes: inAnyPeriod(300, 300_000) }, { maxRequestsPerMinute: 60 });
    expect(done.refused).toBe(0);
    expect(done.duration / 60_000 / (700 / 60)).toBeLessThan(1.05);
  });
});
