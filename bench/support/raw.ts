import { Agent, request } from "undici";
import { credentials } from "../../test/support/emulator";

/** A request as it has to be made, with nothing around it. */
export interface RawCall {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /api/v3/livechat. */
  path: string;
  body?: unknown;
}

/** As many at once as the client's default. */
export const concurrency = 8;

const authorization = `Basic ${Buffer.from(`${credentials.email}:${credentials.apiKey}`).toString("base64")}`;

/** Makes calls with undici and reads the answers: what no client can do without. */
export async function rawCalls(
  url: string,
  calls: readonly RawCall[],
  atOnce = concurrency,
): Promise<unknown[]> {
  const dispatcher = new Agent({ connections: atOnce });
  const answers: unknown[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < calls.length; index = next++) {
      const { method, path, body } = calls[index] as RawCall;
      const answer = await request(`${url}/api/v3/livechat${path}`, {
        dispatcher,
        method,
        headers: { authorization, accept: "application/json", "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 400) throw new Error(`${method} ${path} answered ${answer.statusCode}`);
      answers[index] = text === "" ? undefined : JSON.parse(text);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await dispatcher.close();
  }
  return answers;
}
