import { onTestFinished } from "vitest";
import type { TestEmulator } from "./emulator";
import {
  forwarded,
  type HostileServer,
  http,
  type RawRequest,
  type Reply,
  startHostileServer,
} from "./hostile-server";

/** A service in front of an emulator that says other things than what is so. */
export interface LyingService {
  readonly url: string;
  /** What was asked so far, as `GET /campaigns/{id}`, below /api/v3/livechat. */
  requests(): string[];
  forgetRequests(): void;
  /** From now on these answers are given where they are any; undefined lets the emulator answer. */
  lie(answer: Lie): void;
  /** From now on the emulator answers. */
  tellTheTruth(): void;
}

/** @param path below /api/v3/livechat */
export type Lie = (
  method: string,
  path: string,
  truth: () => Promise<string>,
) => Reply | undefined | Promise<Reply | undefined>;

const api = "/api/v3/livechat";

/** Ended after the test. */
export async function openLyingService(emulator: TestEmulator): Promise<LyingService> {
  const server: HostileServer = await startHostileServer();
  onTestFinished(() => server.close());
  const pass = async (request: RawRequest) => {
    const { status, text } = await forwarded(emulator.url, request);
    return http(status, { "content-type": "application/json" }, text);
  };
  const tellTheTruth = () => server.answer(pass);
  tellTheTruth();
  return {
    url: server.url,
    requests: () =>
      server.requests.map(
        ({ method, path }) => `${method} ${path.slice(api.length).replace(/[0-9a-f-]{36}/g, "{id}")}`,
      ),
    forgetRequests: () => void server.requests.splice(0),
    lie(answer) {
      server.answer(async (request) => {
        const truth = async () => (await forwarded(emulator.url, request)).text;
        return (await answer(request.method, request.path.slice(api.length), truth)) ?? pass(request);
      });
    },
    tellTheTruth,
  };
}

/** How the API says that something isn't there. */
export const notFound = () =>
  http(404, { "content-type": "application/json" }, JSON.stringify({ code: 404000, message: "Not found." }));
