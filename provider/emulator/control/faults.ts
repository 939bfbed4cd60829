import { validateHeaderName, validateHeaderValue } from "node:http";
import * as z from "zod";
import { type Glob, globOf, matches } from "./glob";

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

const faultSchema = z.union([
  z.strictObject({
    status: z.int().min(400).max(599),
    headers: z
      .record(z.string(), z.string())
      .check(({ value, issues }) => {
        for (const [name, text] of Object.entries(value)) {
          if (isHeader(name, text)) continue;
          issues.push({ code: "custom", message: "is no header that HTTP has", path: [name], input: text });
        }
      })
      .optional(),
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
  #rules: (FaultRule & { pattern: Glob })[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule, pattern: globOf(rule.path) });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault for a request, which counts as one of its times. The rule that was asked for first comes first. */
  next(method: string, path: string): Fault | undefined {
    for (const rule of this.#rules) {
      const isMeant = (rule.method ?? method).toUpperCase() === method;
      if (!isMeant || !matches(rule.pattern, path)) continue;
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
