import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { credentials, startTestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { ran } from "../support/ran";
import { type KnownDifference, knownDifferences } from "./known-differences";
import { missingPython, pythonProgram } from "./readers";

/** The same requests in every run: as many as take less than a minute on two cores that do nothing else. */
const bounds = ["--seed", "18", "--max-examples", "3", "--workers", "1"];

it(
  "schemathesis finds nothing that the OpenAPI document and the emulator don't know of",
  needs(missingPython("schemathesis")),
  async () => {
    const emulator = await startTestEmulator({ fixtures: "demo" });
    const folder = mkdtempSync(join(tmpdir(), "comm100-requests-"));
    onTestFinished(async () => {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const report = join(folder, "report.ndjson");
    const { email, apiKey } = credentials;
    const where = ["run", `${emulator.url}/openapi.json`, "--auth", `${email}:${apiKey}`];
    const what = ["--phases", "coverage,fuzzing", "--checks", "all", "--continue-on-failure", "--no-shrink"];
    const told = ["--report", "ndjson", "--report-ndjson-path", report];
    await ran(pythonProgram("schemathesis"), [...where, ...what, ...bounds, ...told], { cwd: folder });
    const { cases, failures, errors } = read(report);
    console.log(`generated requests: ${cases}, differences: ${failures.length}, all of them known`);
    expect(errors).toEqual([]);
    expect(cases).toBeGreaterThan(5000);
    expect(failures.filter((failure) => !knownDifferences.some((known) => covers(known, failure)))).toEqual(
      [],
    );
  },
);

interface Failure {
  operation: string;
  check: string;
  message: string;
  request: unknown;
  answer: string;
}

const covers = ({ check, operation, message, request, answer }: KnownDifference, failure: Failure): boolean =>
  check === failure.check &&
  (operation?.test(failure.operation) ?? true) &&
  (message?.test(failure.message) ?? true) &&
  (request?.test(JSON.stringify(failure.request)) ?? true) &&
  (answer?.test(failure.answer) ?? true);

/** What a run reports, an event on each line. */
function read(report: string): { cases: number; failures: Failure[]; errors: unknown[] } {
  const events = readFileSync(report, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Event);
  const scenarios = events.flatMap(({ ScenarioFinished: scenario }) => (scenario ? [scenario.recorder] : []));
  return {
    cases: scenarios.reduce((sum, { cases = {} }) => sum + Object.keys(cases).length, 0),
    failures: scenarios.flatMap(failuresIn),
    errors: events.flatMap(({ NonFatalError: one, FatalError: other }) => one ?? other ?? []),
  };
}

function failuresIn({ label, cases = {}, checks = {}, interactions = {} }: Recorder): Failure[] {
  return Object.entries(checks).flatMap(([id, all]) =>
    all.flatMap(({ failure_info: info }) => {
      if (!info) return [];
      const { type, message } = info.failure;
      const content = interactions[id]?.response?.content?.$base64 ?? "";
      const { method, path_parameters, query, body } = cases[id]?.value ?? {};
      const request = { method, path_parameters, query, body };
      return [
        {
          operation: label,
          check: type,
          message,
          request,
          answer: Buffer.from(content, "base64").toString(),
        },
      ];
    }),
  );
}

interface Event {
  ScenarioFinished?: { recorder: Recorder };
  NonFatalError?: object;
  FatalError?: object;
}

/** By the id of each case; what is empty is left out. */
interface Recorder {
  label: string;
  cases?: Record<string, { value: Record<string, unknown> }>;
  checks?: Record<string, { failure_info?: { failure: { type: string; message: string } } | null }[]>;
  interactions?: Record<string, { response?: { content?: { $base64: string } | null } | null }>;
}
