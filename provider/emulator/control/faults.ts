import * as z from "zod";

const faultSchema = z.union([
  z.strictObject({
    status: z.int().min(400).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    /** A text is answered as it is, anything else as JSON. Default: an error in the API's form. */
    body: z.unknown().optional(),
    /** `after`: the request is carried out, but this is answered. */
    when: z.enum(["before", "after"]).default("before"),
  }),
  z.strictObject({ delayMs: z.int().min(0).max(600_000) }),
  /** The connection is cut before or after the request is carried out. */
  z.strictObject({ reset: z.enum(["before", "after"]) }),
]);

export const faultRuleSchema = z.strictObject({
  /** Default: every method. */
  method: z.string().min(1).optional(),
  /** Below /api/v3 or whole; `*` stands for one segment, `**` for any number. */
  path: z.string().startsWith("/"),
  /** How many requests fail. */
  times: z.int().min(1).default(1),
  /** How many matching requests go through first. */
  after: z.int().min(0).default(0),
  fault: faultSchema,
});

export type FaultRule = z.output<typeof faultRuleSchema>;
export type Fault = FaultRule["fault"];

/** The faults that tests have asked for. */
export class Faults {
  #rules: (FaultRule & { pattern: RegExp })[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule, pattern: patternOf(rule.path) });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault for a request, which counts as one of its times. The rule that was asked for first comes first. */
  next(method: string, path: string): Fault | undefined {
    for (const rule of this.#rules) {
      const matches = (rule.method ?? method).toUpperCase() === method && rule.pattern.test(path);
      if (!matches) continue;
      if (rule.after > 0) {
        rule.after -= 1;
        continue;
      }
      rule.times -= 1;
      if (rule.times === 0) this.#rules = this.#rules.filter((other) => other !== rule);
      return rule.fault;
    }
    return undefined;
  }
}

function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*|\*/g, (stars) => (stars === "**" ? ".*" : "[^/]+"));
  return new RegExp(`^(/api/v3)?${source}$`, "i");
}
