import type { TestOptions } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** Why the test is skipped. */
    skipped?: string;
  }
}

/**
 * For a test or a suite that is skipped where something is missing; the end of the run says what was missing.
 *
 * @param missing such as "pulumi is not on PATH"; undefined where all is there
 */
export const needs = (missing: string | undefined): TestOptions =>
  missing === undefined ? {} : { skip: true, meta: { skipped: missing } };
