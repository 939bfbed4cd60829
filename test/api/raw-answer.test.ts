import { describe, expect, it, onTestFinished } from "vitest";
import { connect } from "../../provider/api/client";
import { NoAnswerError } from "../../provider/api/errors";
import { EndingError } from "../../provider/api/run-end";
import { operationsOf } from "../../provider/core/operations";
import { webhook } from "../../provider/definitions/webhook";
import { credentials } from "../support/emulator";
import { html, json, type Reply, startHostileServer } from "../support/hostile-server";

/** What the client hands on of these answers to one request. */
async function rawAnswer(...replies: Reply[]) {
  const server = await startHostileServer();
  const { call, close } = connect(
    { baseUrl: server.url, credentials, maxRetries: 1, environment: { sleep: async () => undefined } },
    { endsRun: false },
  );
  onTestFinished(async () => {
    await close();
    await server.close();
  });
  server.answer(() => replies.shift() ?? json({}));
  const { list } = operationsOf(webhook);
  if (!list) throw new Error("Webhooks have a list");
  const { status, isError, content } = await call.raw(list, { parameters: {} });
  return [status, isError, content.toString()];
}

describe("an answer as it came", () => {
  it("is that of a request that went well, whatever it holds", async () => {
    expect(await rawAnswer(json({ data: [1] }))).toEqual([200, false, '{"data":[1]}']);
    expect(await rawAnswer(html())).toEqual([200, false, expect.stringContaining("<!doctype html>")]);
  });

  it("is that of an error, by its status or in the body alone", async () => {
    const error = { code: 403001, message: "No." };
    expect(await rawAnswer(json(error, 403))).toEqual([403, true, JSON.stringify(error)]);
    expect(await rawAnswer(json(error))).toEqual([200, true, JSON.stringify(error)]);
  });

  it("is the last one of a request that was repeated", async () => {
    expect(await rawAnswer(json({ code: 503000 }, 503), json([]))).toEqual([200, false, "[]"]);
  });

  it("is an exception where all others would fare the same", async () => {
    const refused = json({ code: 401000, message: "Who?" }, 401);
    await expect(rawAnswer(refused)).rejects.toThrow(EndingError);
    const cut: Reply = (socket) => void socket.destroy();
    await expect(rawAnswer(cut, cut)).rejects.toThrow(NoAnswerError);
  });
});
